/** How a previewed page looks: on a screen in one of two themes, or on paper. */
export type Look = 'light' | 'dark' | 'paper'

/** Conditions that always hold and never hold. They can stand for any other in a media query: `screen and (min-width: 0)`. */
const ALWAYS = '(min-width: 0)'
const NEVER = '(max-width: 0)'

/**
 * Returns a style sheet as a page in that look would apply it, whatever the machine and the app prefer: queries of the colour
 * scheme are answered, and for paper the words `print` and `screen` change places.
 *
 *     withLook('@media print { a { color: #000 } }', 'paper')   // '@media screen { a { color: #000 } }'
 *
 * @param css the style of an exported page: no comments or strings that look like a media query
 */
export function withLook(css: string, look: Look): string {
  const scheme = look === 'dark' ? 'dark' : 'light'
  const queried = css.replace(/@media([^{]*)\{/g, (_rule, query: string) => `@media${answered(query, look)}{`)
  return queried.replace(/color-scheme\s*:[^;}]*/g, `color-scheme: ${scheme}`)
}

/** Returns a media query's text with what the look decides filled in. */
function answered(query: string, look: Look): string {
  const scheme = look === 'dark' ? 'dark' : 'light'
  const coloured = query.replace(
    /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/g,
    (_condition, wanted: string) => (wanted === scheme ? ALWAYS : NEVER),
  )
  if (look !== 'paper') return coloured
  return coloured.replace(/\b(?:print|screen)\b/g, (type) => (type === 'print' ? 'screen' : 'print'))
}
