import { closeHistory } from '@tiptap/pm/history'
import { TextSelection, type EditorState } from '@tiptap/pm/state'
import { readHtmlBlocks } from '../../../../article/index.ts'
import { embedFromUrl } from '../../../../blocks/embed/index.ts'
import type { NodeJSON } from '../../../../blocks/node.ts'
import { webUrl } from '../../../../text/url.ts'
import { EMBEDDED } from './changes.ts'
import type { Place } from './services.ts'

/** The address a text is, when it is nothing else; else ''. */
export function asAddress(text: string): string {
  const trimmed = text.trim()
  return /^https?:\/\/\S+$/i.test(trimmed) && webUrl(trimmed) !== null ? trimmed : ''
}

/** The embeds of a provider's snippet that was copied as text; null when the text is none. */
export function snippetOf(text: string): NodeJSON[] | null {
  const trimmed = text.trim()
  if (trimmed.length > 100_000 || !/^<(?:iframe|blockquote|div)\b[^]*>$/i.test(trimmed)) return null
  const blocks = readHtmlBlocks(trimmed)
  return blocks.length > 0 && blocks.every(({ type }) => type === 'embed') ? blocks : null
}

function inEmptyParagraph({ selection }: EditorState): boolean {
  const { $from, empty } = selection
  return (
    empty && $from.depth === 2 && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0
  )
}

/** Whether the selection is words of one block that may hold a link. */
function canLink({ selection, schema }: EditorState): boolean {
  const { $from, $to, empty } = selection
  const { link } = schema.marks
  if (empty || link === undefined || !(selection instanceof TextSelection)) return false
  return (
    $from.sameParent($to) && $from.parent.type.allowsMarkType(link) && $from.parent.type.spec.code !== true
  )
}

/**
 * An address on a selection makes a link of it; alone in an empty paragraph it is an embed where the provider is known,
 * else a link. Elsewhere it is text: answers false.
 */
export function placeAddress(place: Place, address: string): boolean {
  if (address === '') return false
  if (canLink(place.state)) {
    const { tr, selection, schema } = place.state
    const { link } = schema.marks
    if (link !== undefined) tr.addMark(selection.from, selection.to, link.create({ href: address }))
    place.dispatch(closeHistory(tr).scrollIntoView().setMeta('paste', true))
    return true
  }
  if (!inEmptyParagraph(place.state)) return false
  placeLink(place, address)
  const known = embedFromUrl(address)
  if (known !== null) placeEmbed(place, { ...known, title: '', author: '' })
  return true
}

function placeLink(place: Place, href: string): void {
  const { tr, schema } = place.state
  const { link } = schema.marks
  if (link !== undefined) tr.replaceSelectionWith(schema.text(href, [link.create({ href })]), false)
  // Typed words that follow are not the link's.
  place.dispatch(closeHistory(tr).setStoredMarks([]).scrollIntoView().setMeta('paste', true))
}

/** In a step of its own, so that undo leaves the link. */
function placeEmbed(place: Place, attrs: Readonly<Record<string, string>>): void {
  const { tr, schema, selection, doc } = place.state
  const { embed, paragraph } = schema.nodes
  if (embed === undefined || paragraph === undefined) return
  const from = selection.$from.before()
  const to = selection.$from.after()
  const last = to === doc.content.size - 1
  tr.replaceWith(from, to, last ? [embed.create(attrs), paragraph.create()] : [embed.create(attrs)])
  tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1), 1))
  place.dispatch(closeHistory(tr).scrollIntoView().setMeta(EMBEDDED, true))
}
