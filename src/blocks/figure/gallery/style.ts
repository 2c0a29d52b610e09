/** The ratios that classes stand for, in tenths; see html.ts. */
const RATIOS = Array.from({ length: 27 }, (_, index) => index + 4)

/** Galleries in an exported page: rows of one height, one photo below the other on a small screen. */
export const galleryStyle = `
.gallery .row { display: flex; gap: 8px; margin-block-end: 8px; }
.gallery figure { display: flex; flex-direction: column; flex: 15 1 0; min-width: 0; margin: 0; }
.gallery figure img { flex: 1; position: static; width: 100%; max-width: 100%; max-height: none; transform: none; min-height: 0; object-fit: cover; }
${RATIOS.map((tenths) => `.gallery .r${String(tenths)} { flex-grow: ${String(tenths)}; }`).join(' ')}
@media (max-width: 560px) {
  .gallery .row { flex-direction: column; }
  .gallery figure { flex: none; }
}
`
