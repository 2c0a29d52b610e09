/** On-screen captions in an exported page: a dark plate in the middle. */
export const style = `
.caption {
  width: fit-content; max-width: 100%; margin: 26px auto 28px; text-align: center; padding: 7px 16px; border-radius: 5px;
  background: var(--plate); color: var(--plate-ink); font: 500 .96875rem/1.45 var(--sans);
}
.caption a { color: inherit; }
@media print {
  .caption { border: 1px solid #000; break-inside: avoid; }
}
`
