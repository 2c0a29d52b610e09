/** Photos in an exported page: the credit at the end of the caption, below it where there is no room. */
export const style = `
figure { margin: 30px 0 28px; }
img { display: block; max-width: 100%; height: auto; margin-inline: auto; border-radius: 4px; }
figcaption { display: flow-root; padding-block-start: 9px; color: var(--ink-2); font: 400 .8125rem/1.5 var(--sans); }
.credit { float: inline-end; margin-inline-start: 20px; color: var(--ink-3); font-weight: 550; letter-spacing: .02em; }
.waiting figcaption { border-block-start: 1px solid var(--line); }
@media (max-width: 560px) {
  .credit { float: none; display: block; margin: 2px 0 0; }
}
@media print {
  figure { break-inside: avoid; }
}
`
