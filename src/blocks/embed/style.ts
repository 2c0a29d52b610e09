/**
 * Embeds in an exported page: a player over its caption, or a card where there is none, with the picture at its side. Paper
 * shows the card and the picture. The classes
 * of frames are those of PLAYER_SHAPES in html.ts; a post's frame has no class rule and is 620px high.
 */
export const style = `
.embed figcaption { padding: 12px 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--wash); }
.embed iframe + figcaption { padding: 9px 0 0; border: 0; background: none; }
.embed a { color: inherit; font-weight: 550; }
.embed.pictured { display: flex; align-items: center; border: 1px solid var(--line); border-radius: 8px; background: var(--wash); overflow: hidden; }
.embed.pictured img { flex: none; align-self: stretch; width: 34%; height: auto; min-height: 96px; max-height: 240px; border-radius: 0; object-fit: cover; }
.embed.pictured figcaption { flex: 1; min-width: 0; border: 0; background: none; }
.embed iframe ~ img { display: none; }
iframe { display: block; width: 100%; height: 620px; border: 0; border-radius: 6px; background: var(--wash); }
iframe.film { height: auto; aspect-ratio: 16 / 9; }
iframe.sound { height: 232px; }
@media print {
  iframe { display: none; }
  .embed iframe ~ img { display: block; width: 40%; height: auto; }
}
`
