/** Dividers in an exported page: a short rule in the middle. */
export const style = `
hr { width: 96px; margin: 2.2em auto; border: 0; border-block-start: 1px solid var(--ink-3); }
`
