import { closeHistory, undo } from '@tiptap/pm/history'
import { type Node, type Schema, Slice } from '@tiptap/pm/model'
import { NodeSelection, type Selection, type Transaction } from '@tiptap/pm/state'
import { deleteSelected, tearsPhotos } from '../../../../blocks/figure/view.ts'
import {
  emptySelectedCells,
  pasteIntoTable,
  stripOfCells,
  tabbedCells,
  tableIn,
  tablePlace,
} from '../../../../blocks/table/view.ts'
import { withOneSpelling } from '../../../../article/index.ts'
import { toLine } from '../../../../text/unicode.ts'
import { t } from '../../i18n.ts'
import { placeAddress } from './address.ts'
import { type ClipboardContent, visibleLines } from './clipboard.ts'
import { fieldOf, insertBlocks, insertIntoField } from './insert.ts'
import { nodesFrom } from './nodes.ts'
import type { ArticlePasted, BlocksPasted, InlinePasted, Pasted, SlicePasted, TextPasted } from './pasted.ts'
import { changeCount } from './pasteState.ts'
import { copyDraftPictures, moveDataPictures, offerRemotePictures, placePictures } from './pictures.ts'
import { readClipboard } from './read.ts'
import { parsePastedHtml } from './readHtml.ts'
import { showReport } from './report.ts'
import type { EditorServices, EditorTarget } from './services.ts'

/** The field of an article that holds blocks: 0 is the headline, 1 the standfirst. */
const BODY = 2

/** Returns true if nothing is written in the body: it is one empty paragraph. */
function isBodyUntouched(doc: Node): boolean {
  const body = doc.child(BODY)
  return body.textContent === '' && body.childCount === 1 && body.firstChild?.type.name === 'paragraph'
}

/** Returns true if nothing is written in a document. */
function isUntouched(doc: Node): boolean {
  return doc.textContent === '' && isBodyUntouched(doc)
}

function isInCode({ state }: EditorTarget): boolean {
  return state.selection.$from.parent.type.spec.code === true
}

/** Dispatches a change as a paste: an undo step of its own. */
function dispatchPaste(target: EditorTarget, tr: Transaction): void {
  target.dispatch(closeHistory(tr).scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
}

/** Each visible line of a text as a paragraph. */
function paragraphs(schema: Schema, text: string): Node[] {
  const { paragraph } = schema.nodes
  return visibleLines(text).flatMap((line) => paragraph?.create(null, schema.text(line.trim())) ?? [])
}

/** Inserts nodes at the selection, in one undo step. */
function placeNodes(target: EditorTarget, nodes: readonly Node[]): void {
  const { tr } = target.state
  if (fieldOf(tr) < BODY) insertIntoField(tr, nodes)
  else insertBlocks(tr, nodes)
  dispatchPaste(target, tr)
}

function isBlockSelected(selection: Selection): selection is NodeSelection {
  return selection instanceof NodeSelection && selection.node.isBlock
}

/** Returns true if the slice is nodes of the selected node's type. */
function fitsBeside({ node }: NodeSelection, { content, openStart, openEnd }: Slice): boolean {
  return openStart === 0 && openEnd === 0 && content.content.every(({ type }) => type === node.type)
}

/** Inserts words alone: one line runs into the text, several become paragraphs; code receives them as they are. */
function placeText(target: EditorTarget, { text }: Pick<TextPasted, 'text'>): void {
  const lines = visibleLines(text)
  const { tr, schema } = target.state
  if (isInCode(target)) dispatchPaste(target, tr.insertText(text.replace(/[^\n\t]+/g, toLine)))
  else if (lines.length < 2 && !isBlockSelected(tr.selection))
    dispatchPaste(target, (emptySelectedCells(tr) ? tr : deleteSelected(tr)).insertText(lines[0] ?? ' '))
  else placeNodes(target, paragraphs(schema, text))
}

function placeInline(target: EditorTarget, { content, text }: InlinePasted): void {
  if (isInCode(target)) placeText(target, { text })
  else placeNodes(target, nodesFrom(target.state.schema, [{ type: 'paragraph', content: [...content] }]))
}

/** Shows how a paste was read and offers the alternative, until the writer changes something else. */
function offerAlternative(
  target: EditorTarget,
  { kind, alternative }: ArticlePasted | BlocksPasted,
  services: EditorServices,
  restore?: () => void,
): void {
  if (alternative === null) return
  const [readAs, label] =
    kind === 'article'
      ? [t('editor.paste.readAsArticle'), t('editor.paste.keepAsText')]
      : alternative.kind === 'text'
        ? [t('editor.paste.readAsBlocks'), t('editor.paste.keepAsText')]
        : [t('editor.paste.readAsDialogue'), t('editor.paste.keepFormatting')]
  const after = changeCount(target.state)
  const draft = services.captureDraft()
  services.offer('reading', readAs, label, () => {
    if (!draft.isVisible() || changeCount(target.state) !== after) return
    undo(target.state, (tr) => {
      target.dispatch(tr)
    })
    restore?.()
    place(target, alternative, services)
  })
}

/** Replaces an untouched document with a pasted article, and the draft's metadata with what the article says. */
function placeArticle(target: EditorTarget, pasted: ArticlePasted, services: EditorServices): void {
  const doc = target.state.schema.nodeFromJSON(pasted.doc)
  doc.check()
  const restore = pasted.metadata === null ? undefined : services.applyMetadata(pasted.metadata)
  const { tr } = target.state
  dispatchPaste(target, tr.replaceWith(0, tr.doc.content.size, doc.content))
  offerAlternative(target, pasted, services, restore)
}

/** Inserts blocks, or in a block of code their words. */
function placeBlocks(target: EditorTarget, pasted: BlocksPasted, services: EditorServices): boolean {
  if (isInCode(target)) {
    placeText(target, pasted)
    return true
  }
  if (pasted.outsideBody !== null && fieldOf(target.state.tr) < BODY)
    return place(target, pasted.outsideBody, services)
  // Who is in the cast keeps their name: MINA in a pasted text is the Mina of this article.
  const { body, otherNames } = withOneSpelling(pasted.blocks, services.people())
  placeNodes(target, nodesFrom(target.state.schema, body))
  // Once those have joined the cast whom the pasted turns are the first to name.
  if (otherNames.size > 0)
    queueMicrotask(() => {
      services.addSpellings(otherNames)
    })
  offerAlternative(target, pasted, services)
  return true
}

/**
 * Replaces the selection with Galley's own slice, exactly as it was cut.
 * @returns false where the slice does not fit; nothing is changed then
 */
function placeSlice(target: EditorTarget, { slice }: SlicePasted): boolean {
  const { tr, schema } = target.state
  if (fieldOf(tr) < BODY || isInCode(target)) return false
  try {
    const cut = Slice.fromJSON(schema, slice)
    // Among the photos of a gallery there is a place for photos alone: `placeNodes` puts other blocks below it.
    if (isBlockSelected(tr.selection) && tr.selection.$from.depth > 1 && !fitsBeside(tr.selection, cut))
      return false
    if (tearsPhotos(tr.selection)) deleteSelected(tr)
    const table = tableIn(cut.content)
    if (table === null || !pasteIntoTable(tr, table)) {
      emptySelectedCells(tr)
      tr.replaceSelection(cut)
    }
    tr.doc.check()
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
  dispatchPaste(target, tr)
  return true
}

/** Returns the cells that a clipboard offers to a caret in a table and that would be lines elsewhere. */
function cellsOffered({ state }: EditorTarget, { text, html, slice }: ClipboardContent): Node | null {
  if (slice !== '' || tablePlace(state) === null) return null
  const tree = parsePastedHtml(html)?.tree
  const cells = tree === undefined ? tabbedCells(text) : stripOfCells(tree)
  return cells === null ? null : state.schema.nodeFromJSON(cells)
}

/** Gets the pictures of what was just placed into the draft: copied, moved or, from the web, offered. */
function collectPictures(
  target: EditorTarget,
  { remotePictures, draftPictures }: Pick<BlocksPasted, 'remotePictures' | 'draftPictures'>,
  services: EditorServices,
): void {
  moveDataPictures(target, services)
  offerRemotePictures(remotePictures, services)
  copyDraftPictures(draftPictures, services)
}

/**
 * Places pasted content at the selection, as undo steps of its own.
 * @returns false if there is nothing to place, or if it does not fit there; the document is unchanged then
 */
export function place(target: EditorTarget, pasted: Pasted, services: EditorServices): boolean {
  switch (pasted.kind) {
    case 'nothing':
      return false
    case 'text':
      placeText(target, pasted)
      return true
    case 'inline':
      placeInline(target, pasted)
      return true
    case 'address':
      return placeAddress(target, pasted.address, services) || place(target, pasted.fallback, services)
    case 'pictures':
      if (pasted.others.length > 0) services.importFiles(pasted.others)
      placePictures(target, pasted.pictures, services)
      return true
    case 'slice':
      if (!placeSlice(target, pasted)) return false
      copyDraftPictures(pasted.draftPictures, services)
      return true
    case 'article':
      placeArticle(target, pasted, services)
      collectPictures(target, pasted, services)
      return true
    case 'blocks':
      if (!placeBlocks(target, pasted, services)) return false
      collectPictures(target, pasted, services)
      return true
  }
}

/**
 * Pastes what a clipboard or a drag offers at the selection.
 * @returns false if it offers nothing that an article could hold
 */
export function paste(target: EditorTarget, content: ClipboardContent, services: EditorServices): boolean {
  services.withdrawOffer()
  const { doc, tr } = target.state
  const asArticle = isUntouched(doc)
  const isFirstText = fieldOf(tr) === BODY && isBodyUntouched(doc)
  const cells = cellsOffered(target, content)
  if (cells !== null) {
    placeNodes(target, [cells])
    return true
  }
  const pasted = readClipboard(content, { asArticle })
  if (place(target, pasted, services)) {
    showReport(target, pasted, services)
    // A whole article brings its language along.
    if (isFirstText && pasted.kind !== 'article' && 'text' in pasted) services.followLanguage(pasted.text)
    return true
  }
  // A dialogue does not fit into a headline: the HTML and the text beside the slice may.
  return (
    pasted.kind === 'slice' &&
    place(target, readClipboard(content, { asArticle, withoutSlice: true }), services)
  )
}
