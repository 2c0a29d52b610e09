import type { Element } from 'hast'
import { classesOf, elementsIn } from '../../blocks/hast.ts'
import { blocks } from '../../blocks/index.ts'
import { sha256 } from '../../text/sha256.ts'

/**
 * The style an exported page carries: the rules here for page, text and headline, then each block's own. It names fonts and
 * fetches none; every colour is a custom property, defined for light, dark and paper. The voices are the speakers' colours of
 * the page (`--s1` to `--s8` in the renderer's tokens.css), which the colour-blind can tell apart, too.
 */
const FRAME = `
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --ink: #201e1a; --ink-2: #5f5a51; --ink-3: #716b61; --line: #e6e2d9; --wash: #f5f3ee;
  --pencil: #2856c8; --plate: #23211d; --plate-ink: #fff;
  --voice-1: #0766ef; --voice-2: #9e2c00; --voice-3: #286443; --voice-4: #794cb5;
  --voice-5: #007381; --voice-6: #8f6807; --voice-7: #b63970; --voice-8: #424751;
  --serif: Newsreader, Georgia, "Noto Serif KR", "Noto Serif CJK KR", "Noto Serif", serif;
  --sans: Inter, system-ui, "Noto Sans KR", "Noto Sans CJK KR", "Noto Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191815; --ink: #ece9e1; --ink-2: #b2aca0; --ink-3: #9b9488; --line: #35322c; --wash: #22211d;
    --pencil: #8fb0ff; --plate: #000; --plate-ink: #f5f2ea;
    --voice-1: #85b5fe; --voice-2: #ed8f76; --voice-3: #9bd2a3; --voice-4: #a48be2;
    --voice-5: #62d6ef; --voice-6: #edb255; --voice-7: #c287b1; --voice-8: #afb3bc;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  overflow-x: clip; margin: 0; padding: clamp(28px, 7vw, 88px) clamp(20px, 5vw, 40px) 96px; background: var(--paper); color: var(--ink);
  font: 400 1.1875rem/1.62 var(--serif); font-optical-sizing: auto; letter-spacing: .001em;
  overflow-wrap: break-word; -webkit-font-smoothing: antialiased;
}
article { max-width: 660px; margin: 0 auto; }
:lang(ko) { word-break: keep-all; }
article > * { margin-block: 0 1.15em; }
h1, h2, h3, h4, p, li, figcaption { text-wrap: pretty; unicode-bidi: plaintext; text-align: start; }
h1, h2, h3, h4 { font-weight: 560; letter-spacing: -.012em; line-height: 1.2; }
h1 { margin: 0; font-size: clamp(2rem, 1.3rem + 3vw, 2.625rem); line-height: 1.1; letter-spacing: -.018em; }
header { margin-block-end: 26px; padding-block-end: 18px; border-block-end: 1px solid var(--line); }
.standfirst { margin: 14px 0 0; color: var(--ink-2); font-size: 1.34rem; line-height: 1.4; font-style: italic; }
.byline { margin: 12px 0 0; color: var(--ink-2); font: 500 .8125rem/1.5 var(--sans); }
.standfirst:is(:lang(ko), :lang(ja), :lang(zh)) { font-style: normal; }
a { color: var(--pencil); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
a:focus-visible { outline: 2px solid var(--pencil); outline-offset: 2px; border-radius: 2px; }
code {
  font: .84em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace;
  background: var(--wash); border-radius: 4px; padding: .1em .3em;
}
@media (max-width: 560px) {
  body { font-size: 1.125rem; }
}
@media print {
  :root {
    --paper: #fff; --ink: #000; --ink-2: #333; --ink-3: #555; --line: #bbb; --wash: #fff; --pencil: #000;
    --plate: #fff; --plate-ink: #000; --voice-1: #000; --voice-2: #000; --voice-3: #000; --voice-4: #000;
    --voice-5: #000; --voice-6: #000; --voice-7: #000; --voice-8: #000;
  }
  body { padding: 0; font-size: 11pt; }
  h1, h2, h3, h4 { break-after: avoid; }
  a { text-decoration: none; }
}
`

/** Raised and lowered characters must not push lines apart. */
const SCRIPT_STYLE = { elements: ['sup', 'sub'], css: 'sup, sub { font-size: .72em; line-height: 0; }\n' }

const BLOCK_STYLES = blocks.flatMap(({ html }) => html.styles ?? [])

/** Returns an element's tag name and classes: `div`, `.gallery`. */
const selectorsOf = (element: Element): readonly string[] => [
  element.tagName,
  ...classesOf(element).map((name) => `.${name}`),
]

/**
 * Returns the style of a page: the frame's and that of the blocks whose elements are in the article. Block styles come last, so
 * that their rules win over the frame's of the same weight.
 */
export function styleFor(article: Element): string {
  const names = new Set([...elementsIn(article)].flatMap(selectorsOf))
  const needed = [SCRIPT_STYLE, ...BLOCK_STYLES].filter(({ elements }) =>
    elements.some((name) => names.has(name)),
  )
  return [FRAME, ...needed.map(({ css }) => css)].join('').replaceAll('\n\n', '\n')
}

/** Hashes by style. An article that is being previewed has the same style for long. */
const hashes = new Map<string, string>()

/** Returns the SHA-256 of a style in base64, for the page's Content-Security-Policy: it allows this style and no other. */
export function styleHash(style: string): string {
  const hash = hashes.get(style) ?? sha256(style)
  hashes.set(style, hash)
  return hash
}
