/** The source line in an exported page: small, below a rule. */
export const style = `
.source {
  margin-block-start: 34px; padding-block-start: 12px; border-block-start: 1px solid var(--line);
  color: var(--ink-2); font: 400 .84375rem/1.5 var(--sans);
}
.source .label {
  margin-inline-end: 8px; color: var(--ink-3); font: 600 .6875rem/1 var(--sans);
  letter-spacing: .08em; text-transform: uppercase;
}
.source cite { font-style: normal; }
`
