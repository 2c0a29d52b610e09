import type { Element, Root } from 'hast'
import { classesOf, elementsIn, property, textContent } from '../../blocks/hast.ts'
import type { MarkJSON } from '../../blocks/node.ts'

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

/** Marks that a style gives (true) or takes away (false), by name. */
type MarkChanges = ReadonlyMap<string, boolean>
/** The changes of each class, by its name. */
export type ClassStyles = ReadonlyMap<string, MarkChanges>

const NO_CHANGES: MarkChanges = new Map()

/** Returns the marks that a style attribute or rule sets: `font-weight:700` gives `strong: true`. */
function marksFromCss(css: string): MarkChanges {
  const look = new Map<string, boolean>()
  for (const declaration of css.split(';')) {
    const [name = '', value = ''] = declaration.toLowerCase().split(':', 2)
    const meant = value.trim()
    if (name.trim() === 'font-weight') look.set('strong', /^(?:bold|bolder|[6-9]\d\d)\b/.test(meant))
    // Other values, such as the `top` of a cell and the `baseline` of Google Docs, change nothing.
    if (name.trim() === 'vertical-align' && meant === 'super') look.set('superscript', true)
    if (name.trim() === 'vertical-align' && meant === 'sub') look.set('subscript', true)
    if (name.trim() === 'font-style') look.set('em', /^(?:italic|oblique)\b/.test(meant))
    if (/^\s*text-decoration(?:-line)?\s*$/.test(name)) look.set('strike', meant.includes('line-through'))
  }
  return look
}

/**
 * What a document's own style sheets make of its classes: Google Docs exports bold and italics as `.c3`. Only rules of
 * a single class are understood.
 */
export function readClassStyles(root: Root): ClassStyles {
  const looks = new Map<string, MarkChanges>()
  for (const style of elementsIn(root)) {
    if (style.tagName !== 'style') continue
    for (const [, name = '', css = ''] of textContent(style).matchAll(
      /(?<=^|[},\s])\.([\w-]+)\s*\{([^{}]*)\}/g,
    )) {
      const look = marksFromCss(css)
      if (look.size > 0) looks.set(name, new Map([...(looks.get(name) ?? NO_CHANGES), ...look]))
    }
  }
  return looks
}

/** The marks of an element's text: those around it, with what its name, its classes and its style change. */
export function marksOf(
  element: Element,
  around: readonly MarkJSON[],
  looks: ClassStyles,
): readonly MarkJSON[] {
  const changes = new Map<string, boolean>()
  const byTag = MARK_BY_TAG[element.tagName]
  if (byTag !== undefined) changes.set(byTag, true)
  for (const name of classesOf(element))
    for (const [mark, on] of looks.get(name) ?? NO_CHANGES) changes.set(mark, on)
  for (const [mark, on] of marksFromCss(property(element, 'style'))) changes.set(mark, on)
  if (changes.size === 0) return around
  const kept = around.filter(({ type }) => !changes.has(type))
  // A decoration is drawn through what is inside it: nothing there can take it away.
  if (changes.get('strike') === false && around.some(({ type }) => type === 'strike'))
    changes.set('strike', true)
  return [...kept, ...[...changes].filter(([, on]) => on).map(([type]): MarkJSON => ({ type }))]
}
