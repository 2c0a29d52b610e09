import { closeHistory, undo } from '@tiptap/pm/history'
import { type Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import {
  ArticleError,
  articleFrom,
  readHtml,
  readHtmlBlocks,
  readText,
  recogniseArticle,
  recogniseBlocks,
  readTextBlocks,
  type Article,
} from '../../../../article/index.ts'
import type { NodeJSON } from '../../../../blocks/node.ts'
import { isLine, toLine } from '../../../../text/unicode.ts'
import { changesIn } from './changes.ts'
import { linesOf, type Offer, readSlice } from './clipboardData.ts'
import { fieldOf, placeBlocks, placeField } from './place.ts'
import type { Place, Services } from './services.ts'
import { copyPictures, keepData, offerRemote, placePictures, picturesOf } from './pictures.ts'
import { asAddress, placeAddress, snippetOf } from './address.ts'

/** Whether nothing was written yet. */
export function isUntouched(doc: Node): boolean {
  const body = doc.child(2)
  return doc.textContent === '' && body.childCount === 1 && body.firstChild?.type.name === 'paragraph'
}

/** Nodes of an article as the editor's own; composed as {@link Offer.text} is. Throws what the schema forbids. */
export function nodesOf(schema: Schema, json: readonly NodeJSON[]): Node[] {
  return json.map((one) => {
    const node = schema.nodeFromJSON(composed(one))
    node.check()
    return node
  })
}

function composed(json: NodeJSON): NodeJSON {
  return {
    ...json,
    ...(json.text === undefined ? {} : { text: json.text.normalize('NFC') }),
    ...(json.content === undefined ? {} : { content: json.content.map(composed) }),
  }
}

function paste(place: Place, change: (tr: Transaction) => void): void {
  const { tr } = place.state
  change(tr)
  dispatchPaste(place, tr)
}

function dispatchPaste(place: Place, tr: Transaction): void {
  place.dispatch(closeHistory(tr).scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
}

/** The words of a text as paragraphs, a line each, whatever they look like. */
export function plainParagraphs(schema: Schema, text: string): Node[] {
  const { paragraph } = schema.nodes
  return linesOf(text).flatMap((line) => paragraph?.create(null, schema.text(line.trim())) ?? [])
}

function isCode(place: Place): boolean {
  return place.state.selection.$from.parent.type.spec.code === true
}

/** The words alone: one line runs into the text, several are paragraphs; code stays as it is. */
export function takePlain(place: Place, text: string): boolean {
  if (text === '') return false
  const lines = linesOf(text)
  paste(place, (tr) => {
    if (isCode(place)) tr.insertText(text.replace(/[^\n\t]+/g, toLine))
    else if (lines.length < 2) tr.insertText(lines[0] ?? ' ')
    else if (fieldOf(tr) < 2) placeField(tr, plainParagraphs(place.state.schema, text))
    else placeBlocks(tr, plainParagraphs(place.state.schema, text))
  })
  return true
}

/** Places blocks where the selection is, in one step that one undo takes back. */
function placeNodes(place: Place, nodes: readonly Node[]): void {
  paste(place, (tr) => {
    if (fieldOf(tr) < 2) placeField(tr, nodes)
    else placeBlocks(tr, nodes)
  })
}

/** What a paste was read as, and how to have it otherwise. */
interface Otherwise {
  readonly told: string
  readonly label: string
  readonly redo: () => void
}

/** Tells what a paste was read as, and lets it be had otherwise for as long as nothing else was changed. */
function offerOtherwise(place: Place, services: Services, { told, label, redo }: Otherwise): void {
  const after = changesIn(place.state)
  const draft = services.captureDraft()
  services.offer('reading', told, label, () => {
    if (!draft.isVisible() || changesIn(place.state) !== after) return
    undo(place.state, (tr) => {
      place.dispatch(tr)
    })
    redo()
  })
}

function offerPlain(
  place: Place,
  services: Services,
  told: string,
  text: string,
  restore?: () => void,
): void {
  const redo = (): void => {
    restore?.()
    takePlain(place, text)
  }
  offerOtherwise(place, services, { told, label: 'Keep as plain text', redo })
}

/** An article pasted where none is yet takes the draft's place: headline, standfirst, body, and what it tells of itself. */
function takeArticle(place: Place, article: Article, text: string, services: Services): void {
  const doc = place.state.schema.nodeFromJSON(composed(article.doc))
  doc.check()
  const restore = services.describe(article.metadata)
  paste(place, (tr) => tr.replaceWith(0, tr.doc.content.size, doc.content))
  offerPlain(place, services, 'The pasted text was read as an article.', text, restore)
}

/** Whether blocks are no more than the text's paragraphs, so that nothing else could be wanted. */
function isProse(nodes: readonly Node[]): boolean {
  return nodes.every((node) => node.type.name === 'paragraph' && node.textContent === lineText(node))
}

function lineText(node: Node): string {
  return node.textBetween(0, node.content.size, '\n', '\n')
}

/** Plain text: an address, a provider's snippet, one line, or several blocks for the recogniser. */
export function takeText(place: Place, text: string, services: Services): boolean {
  if (text.trim() === '' || isCode(place)) return takePlain(place, text)
  const embeds = snippetOf(text)
  if (embeds !== null && fieldOf(place.state.tr) === 2) {
    placeNodes(place, nodesOf(place.state.schema, embeds))
    return true
  }
  if (placeAddress(place, asAddress(text))) return true
  if (linesOf(text).length < 2) return takePlain(place, text)
  if (isUntouched(place.state.doc)) takeArticle(place, readText(text), text, services)
  else {
    const nodes = nodesOf(place.state.schema, readTextBlocks(text))
    placeNodes(place, nodes)
    if (!isProse(nodes)) offerPlain(place, services, 'The pasted text was read as blocks.', text)
  }
  return true
}

function blocksOf(html: string): NodeJSON[] {
  try {
    return readHtmlBlocks(html)
  } catch (error) {
    if (error instanceof ArticleError || error instanceof RangeError) return []
    throw error
  }
}

/** The article of a whole page or document; of a mere part, its blocks. */
function articleOf(html: string, blocks: readonly NodeJSON[]): Article {
  const article = readHtml(html)
  const [first] = article.doc.content ?? []
  return first?.content === undefined ? articleFrom({ body: blocks, metadata: article.metadata }) : article
}

/** Our own HTML says itself what is dialogue. */
const OWN = /<article[^>]*\sclass="galley"/

/** HTML of another program, read as an imported file is. Answers false where it shows nothing. */
function takeHtml(place: Place, { html, text }: Offer, services: Services): boolean {
  const read = blocksOf(html)
  if (read.length === 0) return false
  if (read.length === 1 && placeAddress(place, asAddress(text))) return true
  const words = linesOf(text).length > 0 ? text : read.map(plainOf).join('\n')
  if (isCode(place)) return takePlain(place, words)
  if (read.length > 1 && isUntouched(place.state.doc)) {
    const article = articleOf(html, read)
    takeArticle(place, OWN.test(html) ? article : recogniseArticle(article), words, services)
  } else takeFormatted(place, read, OWN.test(html) || read.length === 1, services)
  keepData(place, services)
  offerRemote(read, services)
  return true
}

/** Blocks of a formatted text: paragraphs that plainly are dialogue become that, unless the writer says otherwise. */
function takeFormatted(place: Place, read: readonly NodeJSON[], asTold: boolean, services: Services): void {
  const blocks = asTold ? read : recogniseBlocks(read)
  placeNodes(place, nodesOf(place.state.schema, blocks))
  if (JSON.stringify(blocks) === JSON.stringify(read)) return
  offerOtherwise(place, services, {
    told: 'Paragraphs that are dialogue were read as that.',
    label: 'Keep as it was',
    redo: () => {
      placeNodes(place, nodesOf(place.state.schema, read))
    },
  })
}

function plainOf(json: NodeJSON): string {
  return json.text ?? (json.content ?? []).map(plainOf).join(json.content?.[0]?.type === 'text' ? '' : '\n')
}

/** Whether all text is as articles keep it; any page may write Galley's type to the clipboard. */
function isArticleText(content: Fragment): boolean {
  let proper = true
  content.descendants((node, _at, parent) => {
    const lines = parent?.type.spec.code === true ? (node.text ?? '').split(/[\n\t]/) : [node.text ?? '']
    if (!lines.every(isLine)) proper = false
    return proper
  })
  return proper
}

/** Galley's own slice, exactly. Answers false for one that the schema does not allow. */
function takeSlice(place: Place, json: string): boolean {
  const { schema, tr } = place.state
  try {
    // Attributes are validated as they are read.
    const slice = Slice.fromJSON(schema, readSlice(json).slice)
    if (slice.size === 0 || !isArticleText(slice.content)) return false
    const frame = slice.content.content.filter(({ type }) => /^(?:headline|standfirst|body)$/.test(type.name))
    if (frame.length > 0) return takeFrame(place, frame)
    if (fieldOf(tr) < 2 || isCode(place)) return false
    tr.replaceSelection(slice)
    tr.doc.check()
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError || error instanceof ArticleError)
      return false
    throw error
  }
  dispatchPaste(place, tr)
  return true
}

/**
 * A slice that reaches over the fields of an article: the article where none is yet, else blocks.
 * @throws ArticleError when the schema forbids it
 */
function takeFrame(place: Place, frame: readonly Node[]): boolean {
  const { schema } = place.state
  const body = frame.find(({ type }) => type.name === 'body')
  if (body === undefined || isCode(place)) return false
  const text = (name: string): string => frame.find(({ type }) => type.name === name)?.textContent ?? ''
  const json = body.content.toJSON() as NodeJSON[]
  const { doc } = articleFrom({ headline: text('headline'), standfirst: text('standfirst'), body: json })
  const whole = schema.nodeFromJSON(doc)
  if (isUntouched(place.state.doc))
    paste(place, (tr) => tr.replaceWith(0, tr.doc.content.size, whole.content))
  else placeNodes(place, [...titles(schema, whole), ...whole.child(2).content.content])
  return true
}

/** Headline and standfirst as blocks of another article. */
function titles(schema: Schema, doc: Node): Node[] {
  const { heading, paragraph } = schema.nodes
  const made = [
    heading?.create({ level: 2 }, doc.child(0).content),
    paragraph?.create(null, doc.child(1).content),
  ]
  return made.filter((node) => node !== undefined && node.content.size > 0) as Node[]
}

/** Takes what a clipboard or a drag brings, in place of the selection. Answers false where there is nothing for it. */
export function take(place: Place, offer: Offer, services: Services): boolean {
  services.withdraw()
  if (offer.plain) return takePlain(place, offer.text)
  if (offer.slice !== '' && takeSlice(place, offer.slice)) {
    copyPictures(offer, services)
    return true
  }
  const { pictures, others } = picturesOf(offer.files)
  // Word puts a picture of its text beside the text.
  const onlyPictures =
    pictures.length > 0 &&
    blocksOf(offer.html).every(({ type, content }) => type === 'figure' && content === undefined)
  if (onlyPictures || others.length > 0) {
    if (others.length > 0) services.importFiles(others)
    placePictures(place, pictures, services)
    return true
  }
  if (offer.html !== '' && takeHtml(place, offer, services)) {
    copyPictures(offer, services)
    return true
  }
  return offer.text !== '' && takeText(place, offer.text, services)
}
