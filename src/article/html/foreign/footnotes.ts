import type { Element, ElementContent, Root } from 'hast'
import { classesOf, elementsIn, hasClass, property, textContent } from '../../../blocks/hast.ts'
import type { NodeJSON } from '../../../blocks/node.ts'
import type { ReportKind } from '../../../blocks/readingReport.ts'

/**
 * Finds the footnotes of a document, whoever wrote it. What they have in common are two links: the sign's to the note, and the
 * note's back to the sign. So no list of programs is needed but for those that leave the second out.
 *
 *     so.<sup><a href="#_ftn1" name="_ftnref1">[1]</a></sup>     Word, and much the same in Google Docs, pandoc, GitHub, mammoth,
 *     <p><a href="#_ftnref1" name="_ftn1">[1]</a> Dusk.</p>      Wikipedia
 *     so.<sup data-fn="5c0a"><a href="#5c0a">1</a></sup>         WordPress
 *     <ol class="wp-block-footnotes"><li id="5c0a">Dusk.</li></ol>
 */

/** The footnotes of a document. */
export interface FoundFootnotes {
  /** The elements that hold the words of a note, by the sign's element. */
  readonly signs: ReadonlyMap<Element, Note>
  /** Elements that are no blocks of the article: the notes, and what is around them alone. */
  readonly skipped: readonly Element[]
}

/** A note of a document. */
export interface Note {
  readonly block: Element
  /** What the sign says, such as `[1]`: many notes begin with it. */
  readonly label: string
  /** The ids by which links lead back to the sign. */
  readonly back: ReadonlySet<string>
}

/** A sign, and where its link leads. */
interface Pair {
  readonly link: Element
  readonly target: Element
  readonly block: Element
}

/** What a sign says: a number, a letter or a mark, in brackets or not. */
const SIGN =
  /^[[(]?\s*(?:(?:note|nb|n\.?)\s*)?(?:\d{1,5}|[ivxlc]{1,7}|[a-z]{1,2}|[*†‡§¶#]{1,4}|[⁰¹²³⁴-⁹]{1,5})\s*[\])]?$/iu
/** Fragments that lead to a note: for signs whose note is missing. */
const NOTE_ADDRESS =
  /^#(?:_?(?:ftn|edn)\d|ftnt\d|fn:?-?\d|(?:user-content-)?fn-|footnote-|endnote-|cite_note|easy-footnote-bottom)/
const NOTE_LIST = /(?:^|[-_])(?:footnotes?|endnotes?|reflist|references)(?:$|[-_])/
const BLOCKS = new Set(['p', 'li', 'div', 'aside', 'section', 'blockquote'])
const BACK_CLASSES = new Set([
  ...['footnote-back', 'footnote-backref', 'data-footnote-backref', 'footnote-return', 'reversefootnote'],
  ...['easy-footnote-to-top', 'mw-cite-backlink'],
])
const NOTES_TITLE =
  /^(?:foot|end)?notes?:?$|^(?:references|anmerkungen|fußnoten|notas|notes de bas de page|note|각주|주석|脚注|注釈?)$/iu

const fragmentOf = (link: Element): string => {
  const href = property(link, 'href')
  const at = href.indexOf('#')
  return at === -1 ? '' : href.slice(at + 1)
}

/** Returns true for a fragment that can lead to a note. Those of comments look alike: Google Docs' `#cmnt1`, Word's `#_msocom_1`. */
const isNoteLink = (fragment: string): boolean => fragment !== '' && !/^(?:cmnt|_msocom_)/.test(fragment)

const nameOf = (element: Element): string => property(element, 'id') || property(element, 'name')

/** Looks through one document. */
class FootnoteFinder {
  readonly #parents = new Map<Element, Element>()
  readonly #order = new Map<Element, number>()
  readonly #named = new Map<string, Element>()
  readonly #links: Element[] = []
  /** Where the links in a block lead: many signs may lead to one. */
  readonly #fragments = new Map<Element, ReadonlySet<string>>()
  readonly #main: Element | Root
  /** True if Galley wrote the document. */
  readonly #own: boolean

  constructor(root: Root, main: Element | Root, own: boolean) {
    this.#own = own
    this.#main = main
    for (const element of elementsIn(root)) {
      this.#order.set(element, this.#order.size)
      for (const child of element.children) if (child.type === 'element') this.#parents.set(child, element)
      for (const name of [property(element, 'id'), property(element, 'name')])
        if (name !== '' && !this.#named.has(name)) this.#named.set(name, element)
      if (element.tagName === 'a' && isNoteLink(fragmentOf(element))) this.#links.push(element)
    }
  }

  find(report: (kind: ReportKind, element: Element, words?: string) => void): FoundFootnotes {
    const pairs = this.#links.flatMap((link) => this.#pairOf(link) ?? [])
    const all = new Set(pairs.map(({ block }) => block))
    const placed = pairs.filter(
      ({ link, block }) => this.#isIn(link, this.#main) && !this.#isWithin(link, all, block),
    )
    const signs = new Map<Element, Note>()
    const counts = new Map<Element, number>()
    const names = new Map<Element, Set<string>>()
    for (const { link, block } of placed) {
      counts.set(block, (counts.get(block) ?? 0) + 1)
      const back = names.get(block) ?? new Set()
      for (const name of this.#namesOf(link)) back.add(name)
      names.set(block, back)
      signs.set(this.#signOf(link), { block, label: textContent(link).trim(), back })
    }
    for (const [block, count] of counts) if (count > 1) report('sharedNote', block)
    const found = new Set(placed.map(({ link }) => link))
    for (const link of this.#links)
      if (!found.has(link) && this.#isIn(link, this.#main) && this.#isLoose(link, all)) report('note', link)
    return { signs, skipped: this.#skippedBy(new Set(counts.keys())) }
  }

  #parent(element: Element): Element | undefined {
    return this.#parents.get(element)
  }

  #isIn(element: Element, root: Element | Root): boolean {
    if (root.type === 'root') return true
    let at: Element | undefined = element
    while (at !== undefined && at !== root) at = this.#parent(at)
    return at === root
  }

  /** Returns true if a sign stands in a note: a footnote has no footnotes. */
  #isWithin(link: Element, notes: ReadonlySet<Element>, own: Element): boolean {
    for (let at = this.#parent(link); at !== undefined; at = this.#parent(at))
      if (at === own || notes.has(at)) return true
    return false
  }

  #isLoose(link: Element, notes: ReadonlySet<Element>): boolean {
    for (let at = this.#parent(link); at !== undefined; at = this.#parent(at)) if (notes.has(at)) return false
    const isSign = property(link, 'role') === 'doc-noteref' || NOTE_ADDRESS.test(property(link, 'href'))
    return isSign && SIGN.test(textContent(link).trim()) && !this.#isBackLink(link)
  }

  #isBackLink(link: Element): boolean {
    return property(link, 'role') === 'doc-backlink' || classesOf(link).some((name) => BACK_CLASSES.has(name))
  }

  #pairOf(link: Element): Pair | null {
    const target = this.#named.get(fragmentOf(link)) ?? this.#named.get(decoded(fragmentOf(link)))
    if (target === undefined || this.#isBackLink(link) || !SIGN.test(textContent(link).trim())) return null
    if ((this.#order.get(target) ?? 0) <= (this.#order.get(link) ?? 0) || this.#isIn(link, target))
      return null
    const block = this.#blockOf(target)
    if (block === null || /^h[1-6]$/.test(block.tagName)) return null
    return this.#isNote(link, block) ? { link, target, block } : null
  }

  /** Returns true if a block leads back to a sign, or stands among notes, or the sign says that it is one. */
  #isNote(link: Element, block: Element): boolean {
    const sign = this.#parent(link)
    if (property(link, 'role') === 'doc-noteref' || hasClass(link, 'footnote-ref')) return true
    if (sign !== undefined && (hasClass(sign, 'footnote-ref') || 'dataFn' in sign.properties)) return true
    const fragments = this.#fragmentsIn(block)
    if ([...this.#namesOf(link)].some((name) => fragments.has(name))) return true
    for (let at: Element | undefined = block; at !== undefined; at = this.#parent(at))
      if (
        property(at, 'role') === 'doc-endnotes' ||
        [...classesOf(at), property(at, 'id')].some((name) => NOTE_LIST.test(name))
      )
        return true
    return false
  }

  #fragmentsIn(block: Element): ReadonlySet<string> {
    const known = this.#fragments.get(block)
    if (known !== undefined) return known
    const links = [...elementsIn(block)].filter(({ tagName }) => tagName === 'a')
    const fragments = new Set(links.map(fragmentOf))
    this.#fragments.set(block, fragments)
    return fragments
  }

  /** Returns the names by which a link leads back to a sign: its own, and those of what is directly around and in it. */
  #namesOf(link: Element): Set<string> {
    const names = new Set([property(link, 'id'), property(link, 'name')])
    for (const below of elementsIn(link)) names.add(nameOf(below))
    for (
      let at = this.#parent(link);
      at !== undefined && /^(?:sup|span|small|b|i)$/.test(at.tagName);
      at = this.#parent(at)
    )
      names.add(nameOf(at))
    names.delete('')
    return names
  }

  /** Returns the block of a note: the nearest around its name, with the further paragraphs of its own list item or division. */
  #blockOf(target: Element): Element | null {
    let block: Element | undefined = target
    while (block !== undefined && !BLOCKS.has(block.tagName)) {
      if (/^(?:h[1-6]|body|html|article|main|t[dhr]|d[dt]|figcaption|pre)$/.test(block.tagName)) return null
      block = this.#parent(block)
    }
    for (let at = block; at !== undefined;) {
      const around = this.#parent(at)
      if (around === undefined || !isNoteOf(around, at)) return at
      at = block = around
    }
    return block ?? null
  }

  /** Returns the element that is the whole sign: the raised text around a link, if it holds nothing else. */
  #signOf(link: Element): Element {
    const around = this.#parent(link)
    if (around?.tagName !== 'sup') return link
    return textContent(around).trim() === textContent(link).trim() ? around : link
  }

  /** Returns notes, and the elements around them that hold nothing else: lists, rules and titles. */
  #skippedBy(notes: ReadonlySet<Element>): Element[] {
    const skipped = new Set<Element>(notes)
    let level: ReadonlySet<Element> = notes
    while (level.size > 0) {
      const around = new Set([...level].flatMap((element) => this.#parent(element) ?? []))
      const emptied = [...around].filter((element) => element !== this.#main && isEmptied(element, skipped))
      // Galley writes no title and no rule: what stands above its notes is the writer's.
      const kept = new Set([...around].filter((parent) => !this.#own && !emptied.includes(parent)))
      for (const parent of kept) skipLead(parent.children, skipped)
      for (const element of emptied) skipped.add(element)
      level = new Set(emptied)
    }
    return [...skipped]
  }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** Returns true if an element is one note, of which `first` is the first paragraph. */
function isNoteOf(element: Element, first: Element): boolean {
  if (element.tagName === 'li') return true
  if (element.tagName !== 'div') return false
  if (/mso-element:\s*(?:foot|end)note\b/.test(property(element, 'style'))) return true
  return /^(?:ftn|edn|fn|footnote-?)\d+$/.test(property(element, 'id')) && element.children.includes(first)
}

/** Returns true if nothing but notes, rules and a title is in an element. */
function isEmptied(element: Element, skipped: ReadonlySet<Element>): boolean {
  return element.children.every((child) => {
    if (child.type === 'text') return child.value.trim() === ''
    if (child.type !== 'element' || skipped.has(child)) return true
    return /^(?:hr|br)$/.test(child.tagName) || isTitle(child)
  })
}

const isTitle = (element: Element): boolean =>
  /^(?:h[1-6]|p|div)$/.test(element.tagName) && NOTES_TITLE.test(textContent(element).trim())

/** Skips the rule and the title that stand right above the first notes of a run. */
function skipLead(content: readonly ElementContent[], skipped: Set<Element>): void {
  const first = content.findIndex((child) => child.type === 'element' && skipped.has(child))
  for (let at = first - 1; at >= 0; at -= 1) {
    const child = content[at]
    if (child?.type === 'text' && child.value.trim() === '') continue
    if (child?.type === 'comment') continue
    if (child?.type !== 'element' || !(/^(?:hr|br)$/.test(child.tagName) || isTitle(child))) return
    skipped.add(child)
  }
}

/** Returns the content of a note without the links back to its sign. */
export function noteElements({ block, back }: Note): ElementContent[] {
  const isBack = (element: Element): boolean =>
    classesOf(element).some((name) => BACK_CLASSES.has(name)) ||
    (element.tagName === 'a' &&
      (property(element, 'role') === 'doc-backlink' || back.has(fragmentOf(element))))
  const without = (content: readonly ElementContent[]): ElementContent[] =>
    content.flatMap((child): ElementContent[] => {
      if (child.type !== 'element') return [child]
      return isBack(child) ? [] : [{ ...child, children: without(child.children) }]
    })
  return without(block.children)
}

/** Returns the content of a note without the number that it begins with, which is the sign's. */
export function withoutLabel(content: readonly NodeJSON[], { block, label }: Note): NodeJSON[] {
  const [first, ...rest] = content
  if (first?.text === undefined) return [...content]
  const bare = label.replace(/^[[(]|[\])]$/g, '').trim()
  const text = first.text.trimStart()
  const isItem = block.tagName === 'li'
  const begins =
    !isItem && text.replace(/^[[(]/, '').startsWith(bare)
      ? text.replace(/^[[(]/, '').slice(bare.length)
      : text
  const isWhole = begins === '' || begins === text || /^[\s.):\]]/.test(begins)
  const words = (isWhole ? begins : text).replace(isItem ? /^\s+/ : /^[.):\]]?\s+/, '')
  return words === '' ? withoutSpace(rest) : [{ ...first, text: words }, ...rest]
}

function withoutSpace([first, ...rest]: readonly NodeJSON[]): NodeJSON[] {
  if (first === undefined) return []
  const text = first.text?.replace(/^[.):\]]?\s+/, '')
  return text === undefined ? [first, ...rest] : text === '' ? rest : [{ ...first, text }, ...rest]
}

/**
 * Returns the footnotes of a document.
 * @param main the element that holds the article
 * @param own true if Galley wrote the document
 * @param report is told of signs without a note, and of notes with several signs
 */
export function findFootnotes(
  root: Root,
  main: Element | Root,
  own: boolean,
  report: (kind: ReportKind, element: Element, words?: string) => void,
): FoundFootnotes {
  return new FootnoteFinder(root, main, own).find(report)
}
