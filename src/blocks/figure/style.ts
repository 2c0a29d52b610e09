/**
 * Photos in an exported page: the credit at the end of the caption, below it where there is no room. Their width is the
 * attribute's, the picture's own, so that none is blown up and nothing moves when it arrives. A picture that would be higher
 * than most of the window is fitted into its box. `wide` and `full` ones stand out of the column about its middle, their
 * captions do not.
 */
export const style = `
figure { margin: 30px 0 28px; }
img { display: block; max-width: 100%; height: auto; max-height: 80vh; margin-inline: auto; border-radius: 4px; object-fit: contain; }
.wide > img, .full > img { position: relative; left: 50%; margin-inline: 0; transform: translateX(-50%); }
.wide > img { max-width: max(100%, min(100vw - 40px, 1020px)); }
.full > img { max-width: 100vw; border-radius: 0; }
.full:not(.tall) > img { max-height: none; }
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
