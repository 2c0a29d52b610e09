/** Tables in an exported page: lines between rows; a wide table scrolls in its own box. */
export const style = `
.table { overflow-x: auto; }
table { border-collapse: collapse; min-width: 100%; font: 400 .9375rem/1.5 var(--sans); font-variant-numeric: tabular-nums; }
caption { padding-block-end: 8px; color: var(--ink-2); font-size: .8125rem; text-align: start; }
th, td {
  min-width: 4em; max-width: 28em; padding-block: 7px; padding-inline: 0 14px; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top;
  unicode-bidi: plaintext;
}
th:last-child, td:last-child { padding-inline-end: 0; }
th { font-weight: 600; }
thead th { border-block-end-color: var(--ink-3); }
.align-left { text-align: left; }
.align-center { text-align: center; }
.align-right { text-align: right; }
@media print {
  .table { overflow: visible; }
  tr { break-inside: avoid; }
}
`
