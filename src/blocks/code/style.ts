/** Code blocks in an exported page. Code within a line is styled with the text. */
export const style = `
pre { padding: 16px 18px; background: var(--wash); border-radius: 6px; overflow-x: auto; tab-size: 4; }
pre code { padding: 0; background: none; }
`
