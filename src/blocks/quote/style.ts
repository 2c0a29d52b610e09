/** Quotes in an exported page: a rule at their side. */
export const style = `
blockquote {
  margin-inline: 0; padding-inline-start: 20px; border-inline-start: 2px solid var(--line); color: var(--ink-2);
}
blockquote p, blockquote ul, blockquote ol { margin-block: 0 .6em; }
blockquote li > :is(ul, ol) { margin-block: 0; }
blockquote > :last-child { margin-block-end: 0; }
`

/** Pull quotes in an exported page: large, between two rules. */
export const pullStyle = `
blockquote.pullquote {
  margin-block: 2.2em; padding: 1em 0; border: 0; border-block: 2px solid var(--ink); color: var(--ink);
  font-size: 1.4em; line-height: 1.35;
}
blockquote.pullquote p { text-align: center; }
blockquote.pullquote p.attribution { font-size: .6em; color: var(--ink-2); }
`
