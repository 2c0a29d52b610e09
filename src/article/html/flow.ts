import type { Element, ElementContent } from 'hast'
import type { HtmlFace, HtmlReader, HtmlReading } from '../../blocks/block.ts'
import { footnoteOf } from '../../blocks/footnote/index.ts'
import { classesOf, elementsIn, findElement, isBlank, property, textContent } from '../../blocks/hast.ts'
import { blocks } from '../../blocks/index.ts'
import {
  attribute,
  children,
  isInlineAtom,
  linkMark,
  type MarkJSON,
  node,
  type NodeJSON,
  textNode,
  textOf,
} from '../../blocks/node.ts'
import type { Report, ReportKind } from '../../blocks/readingReport.ts'
import { toLine } from '../../text/unicode.ts'
import { isImageSource, isLinkAddress, isPictureFile } from '../../text/url.ts'
import { linkAddress, pictureAddress } from './address.ts'
import { BLOCK_TAGS, DROPPED_TAGS, FURNITURE_CLASSES, FURNITURE_ROLES } from './elements.ts'
import { emojiText } from './foreign/emoji.ts'
import { type Note, noteElements, withoutLabel } from './foreign/footnotes.ts'
import { type Formula, formulaOf } from './foreign/formulas.ts'
import { displayOf, isHidden, type StyleSheet } from './foreign/styleSheet.ts'
import { marksOf } from './foreign/textStyles.ts'
import { collapseToParagraphs } from './whitespace.ts'
import { append } from '../../text/append.ts'

/** The facts about a document that reading any part of it needs. */
export interface SourceDocument {
  /** True if Galley wrote the document: then its spaces and addresses are kept exactly. */
  readonly own: boolean
  /** The address relative ones are relative to, '' where it is not known. */
  readonly base: string
  readonly sheet: StyleSheet
  /** True if scripts of the document hold the TeX of its formulas. */
  readonly hasTexScripts: boolean
  /** Elements already read, as headline or the like. */
  readonly skipped: ReadonlySet<Element>
  readonly reported: Reported
  /** The notes of the document, by their signs. */
  readonly footnotes: ReadonlyMap<Element, Note>
}

/** Reports elements, each once for a kind: some readers look at an element before they know that it is theirs. */
export class Reported {
  readonly #seen = new Map<ReportKind, WeakSet<Element>>()
  readonly #report: Report

  constructor(report: Report) {
    this.#report = report
  }

  /** @param words words of the place; the element's own text unless given */
  add(kind: ReportKind, element: Element, words?: string): void {
    const seen = this.#seen.get(kind) ?? new WeakSet<Element>()
    if (seen.has(element)) return
    this.#seen.set(kind, seen.add(element))
    this.#report(kind, words ?? textContent(element))
  }
}

const readers = new Map<string, HtmlReader[]>()
for (const block of blocks)
  for (const [tagName, reader] of Object.entries(block.html.read))
    readers.set(tagName, [...(readers.get(tagName) ?? []), reader])

const nestedForms = Object.assign({}, ...blocks.map(({ html }) => html.nested ?? {})) as NonNullable<
  HtmlFace['nested']
>

/** A form that holds the article is a page's frame, as some servers write it; others ask for an address. */
function isPageForm(form: Element): boolean {
  for (const { tagName } of elementsIn(form)) if (/^(?:h1|article|main)$/.test(tagName)) return true
  return false
}

/** In pixels: a smaller drawing is a sign of the page. */
const MIN_DRAWING_SIZE = 100

/** Reports a drawing that is left out: one with words, or a large one. */
function reportDrawing(drawing: Element, source: SourceDocument): void {
  if (!/^(?:svg|canvas)$/.test(drawing.tagName) || isHidden(drawing, source.sheet)) return
  const words = textContent(drawing).replace(/\s+/g, ' ').trim()
  const isLarge = [property(drawing, 'width'), property(drawing, 'viewBox').split(/[\s,]+/)[2] ?? ''].some(
    (width) => Number.parseFloat(width) >= MIN_DRAWING_SIZE,
  )
  const hasText = findElement(drawing, ({ tagName }) => tagName === 'text') !== undefined
  if (hasText || isLarge) source.reported.add('lostPicture', drawing, words)
}

/** Returns true for a menu, form or box with words. */
const isFurniture = (element: Element): boolean =>
  (/^(?:nav|form|dialog)$/.test(element.tagName) || 'role' in element.properties) &&
  textContent(element).trim() !== ''

function isDropped(element: Element, source: SourceDocument): boolean {
  if (source.skipped.has(element)) return true
  if (!source.own) reportDrawing(element, source)
  if (element.tagName === 'form' && isPageForm(element)) return false
  if (DROPPED_TAGS.has(element.tagName) || FURNITURE_ROLES.has(property(element, 'role'))) {
    if (isFurniture(element)) source.reported.add('furniture', element)
    return true
  }
  if (!source.own && classesOf(element).some((name) => FURNITURE_CLASSES.has(name))) return true
  if (!isHidden(element, source.sheet)) return false
  const words = textContent(element)
  if (words.trim() !== '') source.reported.add('hidden', element, words)
  return true
}

/** Ruby, which stands above the text, in line: 傘（かさ）. Its own parentheses (`rp`) are kept, others supplied. */
function rubyInLine({ children: content }: Element): ElementContent[] {
  const hasOwn = content.some((child) => child.type === 'element' && child.tagName === 'rp')
  // `<rb>東</rb><rb>京</rb><rt>とう</rt><rt>きょう</rt>`: the readings of several signs are one.
  const isReading = (child: ElementContent | undefined): boolean =>
    child?.type === 'element' && child.tagName === 'rt' && !isBlank(child.children)
  return content.flatMap((child, at): ElementContent[] => {
    if (child.type !== 'element') return [child]
    if (child.tagName === 'rp') return [{ type: 'text', value: textContent(child) }]
    if (child.tagName !== 'rt' || hasOwn || isBlank(child.children)) return [child]
    const [before, after] = [content[at - 1], content[at + 1]]
    return [
      ...(isReading(before) ? [] : [{ type: 'text' as const, value: '（' }]),
      child,
      ...(isReading(after) ? [] : [{ type: 'text' as const, value: '）' }]),
    ]
  })
}

/** Reads content to blocks: text gathers to paragraphs, whatever has a reader is read by it, the rest is looked through. */
class Flow {
  readonly out: NodeJSON[] = []
  private run: NodeJSON[] = []
  private readonly source: SourceDocument

  constructor(source: SourceDocument) {
    this.source = source
  }

  /** Ends the paragraph that text is being gathered for. */
  close(): void {
    for (const words of collapseToParagraphs(this.run, this.source.own))
      this.out.push(node('paragraph', null, words))
    this.run = []
  }

  /** Reads content under the marks of the elements around it. */
  walk(content: readonly ElementContent[], marks: readonly MarkJSON[]): void {
    for (const child of content) {
      if (child.type === 'text') this.run.push(textNode(child.value, marks))
      else if (child.type === 'element') this.child(child, marks)
    }
  }

  private child(element: Element, marks: readonly MarkJSON[]): void {
    const { own, hasTexScripts, skipped } = this.source
    const formula = own || skipped.has(element) ? null : formulaOf(element, hasTexScripts)
    if (formula !== null) this.formula(element, formula, marks)
    else if (!isDropped(element, this.source)) this.footnoteOr(element, marks)
  }

  private footnoteOr(element: Element, marks: readonly MarkJSON[]): void {
    const note = this.source.footnotes.get(element)
    if (note === undefined) this.element(element, marks)
    else this.run.push(readFootnote(note, this.source))
  }

  private formula(element: Element, { text, isDisplayed }: Formula, marks: readonly MarkJSON[]): void {
    if (text === '') return
    this.source.reported.add('formula', element, text)
    if (isDisplayed) this.close()
    this.run.push(textNode(text, [...marks.filter(({ type }) => type !== 'code'), { type: 'code' }]))
    if (isDisplayed) this.close()
  }

  private element(element: Element, around: readonly MarkJSON[]): void {
    const emoji = element.tagName === 'img' && !this.source.own ? emojiText(element) : ''
    if (emoji !== '') this.run.push(textNode(emoji, around))
    else if (element.tagName === 'br')
      this.run.push({ type: 'hardBreak', ...(around.length === 0 ? {} : { marks: around }) })
    else if (element.tagName === 'q')
      this.walk([{ type: 'text', value: '“' }, ...element.children, { type: 'text', value: '”' }], around)
    else if (element.tagName === 'ruby') this.walk(rubyInLine(element), this.marks(element, around))
    else if (this.isBlock(element)) this.block(element, around)
    else this.walk(element.children, this.marks(element, around))
  }

  /** Chats and mail programs make lines of spans by `display: block`. */
  private isBlock(element: Element): boolean {
    if (BLOCK_TAGS.has(element.tagName)) return true
    if (this.source.own) return false
    return /^(?:block|flex|grid|list-item)$/.test(displayOf(element, this.source.sheet))
  }

  private marks(element: Element, around: readonly MarkJSON[]): readonly MarkJSON[] {
    const marks = marksOf(element, around, this.source.sheet)
    if (element.tagName !== 'a') return marks
    const href = address(property(element, 'href'), this.source)
    this.reportLink(element, href)
    const others = marks.filter(({ type }) => type !== 'link')
    return href === null ? others : [...others, linkMark(href, this.linkTitle(element))]
  }

  /** Returns a link's title, '' where it says only what the link says. */
  private linkTitle(link: Element): string {
    const title = toLine(property(link, 'title'))
    const trimmed = title.trim()
    if (this.source.own) return title
    if (trimmed === '') return ''
    return trimmed === textContent(link).trim() || trimmed === property(link, 'href').trim() ? '' : trimmed
  }

  /** Reports the address that a link loses. Links that only a script follows are none. */
  private reportLink(link: Element, kept: string | null): void {
    const href = property(link, 'href').trim()
    const text = textContent(link).trim()
    if (this.source.own || href === '' || href === '#') return
    if (text === '') {
      const isPicture = findElement(link, ({ tagName }) => tagName === 'img') !== undefined
      if (isPicture && !isPictureFile(href) && !/^(?:javascript|data):/i.test(href))
        this.source.reported.add('pictureTarget', link, href)
      return
    }
    if (kept === null && !/^(?:javascript|data|vbscript):/i.test(href))
      this.source.reported.add('link', link, text)
  }

  private block(element: Element, around: readonly MarkJSON[]): void {
    const marks = /^h\d$/.test(element.tagName) ? around : this.marks(element, around)
    const reading = createReading(this.source, marks)
    for (const reader of readers.get(element.tagName) ?? []) {
      const read = reader(element, reading)
      if (read === null) continue
      this.close()
      append(this.out, read)
      return
    }
    this.close()
    this.walk(element.children, marks)
    this.close()
  }
}

const footnotes = new WeakMap<Element, NodeJSON>()

/** Returns a note as the footnote of an article, without the number that it begins with. A note is read once, however many signs it has. */
function readFootnote(note: Note, source: SourceDocument): NodeJSON {
  const known = footnotes.get(note.block)
  if (known !== undefined) return known
  const content = createReading({ ...source, footnotes: new Map(), skipped: new Set() }).inline(
    noteElements(note),
  )
  const footnote = footnoteOf(source.own ? content : withoutLabel(content, note))
  footnotes.set(note.block, footnote)
  return footnote
}

/** Returns the notes of a document as footnotes. */
export function footnotesOf(source: SourceDocument): NodeJSON[] {
  return [...source.footnotes.values()].map((note) => readFootnote(note, source))
}

/** Returns the address a link may lead to, or null if it is not safe. */
function address(href: string, { own, base }: SourceDocument): string | null {
  // Our own articles keep the writer's spelling.
  return own && isLinkAddress(href) ? href : linkAddress(href, base)
}

/** Returns the address of a picture that a figure may show, or null. */
function picture(src: string, { own, base }: SourceDocument): string | null {
  return own && isImageSource(src) ? src : pictureAddress(src, base)
}

/** Returns the lines of a block: its own words, the lines of the blocks in it, or the address of an embed. */
function linesOf(block: NodeJSON): (readonly NodeJSON[])[] {
  const content = children(block)
  const url = attribute(block, 'url')
  if (url !== '') return [[textNode(attribute(block, 'title').trim() || url, [linkMark(url)])]]
  const isWords = content.every((child) => child.type === 'text' || isBreakOrAtom(child))
  if (!isWords) return content.flatMap(linesOf)
  // Only code has line ends in its text.
  if (!content.some(({ text = '' }) => text.includes('\n'))) return [content]
  return textOf(block)
    .split('\n')
    .map((text) => (text === '' ? [] : [textNode(text.replaceAll('\t', ' '))]))
}

const isBreakOrAtom = (inline: NodeJSON): boolean => inline.type === 'hardBreak' || isInlineAtom(inline)

/** Returns the inline nodes of blocks, each on its lines. */
function inlineFromBlocks(read: readonly NodeJSON[]): NodeJSON[] {
  const lines = read.flatMap(linesOf)
  return lines
    .filter((line) => line.length > 0)
    .flatMap((line, at) => (at === 0 ? line : [{ type: 'hardBreak' }, ...line]))
}

/** Returns the functions by which blocks read a document; `marks` are the marks of the elements around. */
export function createReading(source: SourceDocument, marks: readonly MarkJSON[] = []): HtmlReading {
  const read = (content: readonly ElementContent[]): NodeJSON[] => {
    const flow = new Flow(source)
    flow.walk(content, marks)
    flow.close()
    return flow.out
  }
  return {
    own: source.own,
    isSkipped: (element) => source.skipped.has(element),
    blocks: read,
    inline: (content) => inlineFromBlocks(read(content)),
    address: (href) => address(href, source),
    picture: (src) => picture(src, source),
    report: (kind, element, words) => {
      source.reported.add(kind, element, words)
    },
    nested: (block, container) => nestedForms[block.type]?.(block, container) ?? null,
  }
}
