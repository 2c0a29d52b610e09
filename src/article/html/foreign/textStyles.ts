import type { Element } from 'hast'
import { property } from '../../../blocks/hast.ts'
import type { MarkJSON } from '../../../blocks/node.ts'
import { type Declarations, declarationsIn, type StyleSheet } from './styleSheet.ts'

/** The mark of a text by its element's name. Quotation (`q`) and the like are text alone. */
const MARK_BY_TAG: Readonly<Record<string, string>> = {
  strong: 'strong',
  b: 'strong',
  em: 'em',
  i: 'em',
  cite: 'em',
  dfn: 'em',
  sup: 'superscript',
  sub: 'subscript',
  s: 'strike',
  del: 'strike',
  strike: 'strike',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
}

/** Returns the first family of a list without its quotation marks: `'helvetica neue'`. */
const firstFamily = (families: string): string =>
  (families.split(',', 1)[0] ?? '').replace(/["']/g, '').trim()

/**
 * Returns the marks that declarations give (true) or take away (false): `font-weight: 700` gives `strong: true`. The
 * shorthand `font` resets what it does not name (CSS Fonts 4, 2.7).
 */
function marksFromCss(css: Declarations): ReadonlyMap<string, boolean> {
  const look = new Map<string, boolean>()
  const font = css.get('font')
  // Before its size stand style and weight, behind it the family.
  const [, before = '', family = ''] =
    /^(.{0,80}?)(?:\d[\d.]*(?:px|pt|r?em|%)\S*|medium|large|small)\s+(.*)$/.exec(font ?? '') ?? []
  if (family !== '') {
    look.set('strong', /\b(?:bold|bolder|[6-9]00)\b/.test(before))
    look.set('em', /\b(?:italic|oblique)\b/.test(before))
  }
  // Apple's programs name a face by its family alone: `font: 12.0px Helvetica-BoldOblique`.
  for (const name of [family, css.get('font-family') ?? ''].map(firstFamily)) {
    if (/(?:bold|heavy|black)(?:italic|oblique)?(?:mt)?$/.test(name)) look.set('strong', true)
    if (/(?:italic|oblique)(?:mt)?$/.test(name)) look.set('em', true)
  }
  const weight = css.get('font-weight')
  if (weight !== undefined) look.set('strong', /^(?:bold|bolder|[6-9]\d\d)\b/.test(weight))
  const style = css.get('font-style')
  if (style !== undefined) look.set('em', /^(?:italic|oblique)\b/.test(style))
  // Other values, such as the `top` of a cell and the `baseline` of Google Docs, change nothing.
  const align = css.get('vertical-align')
  if (align === 'super') look.set('superscript', true)
  if (align === 'sub') look.set('subscript', true)
  for (const name of ['text-decoration', 'text-decoration-line']) {
    const decoration = css.get(name)
    if (decoration !== undefined) look.set('strike', decoration.includes('line-through'))
  }
  return look
}

/** Returns the marks of an element's text: those around it, with what its name, the style sheets and its style change. */
export function marksOf(
  element: Element,
  around: readonly MarkJSON[],
  sheet: StyleSheet,
): readonly MarkJSON[] {
  const changes = new Map<string, boolean>()
  const byTag = MARK_BY_TAG[element.tagName]
  if (byTag !== undefined) changes.set(byTag, true)
  for (const css of [sheet.of(element), declarationsIn(property(element, 'style'))])
    for (const [mark, on] of marksFromCss(css)) changes.set(mark, on)
  if (changes.size === 0) return around
  const kept = around.filter(({ type }) => !changes.has(type))
  // A decoration is drawn through what is inside it: nothing there can take it away.
  if (changes.get('strike') === false && around.some(({ type }) => type === 'strike'))
    changes.set('strike', true)
  return [...kept, ...[...changes].filter(([, on]) => on).map(([type]): MarkJSON => ({ type }))]
}
