/** Footnotes in an exported page: small numbers in the text, the notes under a rule. */
export const style = `
[role="doc-noteref"] { padding-inline: .1em; text-decoration: none; }
[role="doc-endnotes"] {
  margin-block-start: 2.6em; padding-block-start: 1.1em; border-block-start: 1px solid var(--line);
  color: var(--ink-2); font-size: .9375rem; line-height: 1.5;
}
[role="doc-endnotes"] ol { margin: 0; padding-inline-start: 1.6em; }
[role="doc-endnotes"] li { margin-block: .35em; }
[role="doc-backlink"] { padding-inline: .35em; text-decoration: none; }
li:target, [role="doc-noteref"]:target { background: var(--wash); }
`
