import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { anchorRange, releaseAnchor, setAnchor } from '../../_view/anchors.ts'
import type { ChromeProps } from '../../_view/leanView.ts'
import type { EmbedDetails } from '../../_view/services.ts'
import { providerByName } from '../providers/index.ts'

/** Title and picture of an embed, fetched from the web when the writer asks for them. */

/**
 * Returns the address to ask about an embed: of a known provider the page of its id, so that nothing else of a pasted address
 * is sent.
 */
export function askedAddress(attrs: ChromeProps['attrs']): string {
  const [url, provider, id] = [attrs.url, attrs.provider, attrs.id].map((value) => String(value ?? ''))
  return providerByName(provider ?? '')?.pageUrl(id ?? '') ?? url ?? ''
}

/** Returns the position of the embed that was asked about; null if it is gone. */
function placeOf(state: EditorState, anchor: number, address: string): number | null {
  const isAsked = (node: Node | null): boolean =>
    node?.type.name === 'embed' && askedAddress(node.attrs) === address
  const range = anchorRange(state, anchor)
  if (range !== null && range.from < range.to && isAsked(state.doc.nodeAt(range.from))) return range.from
  // It was moved, or the draft was read anew: it is known again if no other has its address.
  const places: number[] = []
  state.doc.descendants((node, position) => {
    if (isAsked(node)) places.push(position)
    return !node.isTextblock
  })
  return places.length === 1 ? (places[0] ?? null) : null
}

/**
 * Returns a transaction that fills in what was fetched about an embed and releases its anchor, in one undoable step. Title and
 * author that the writer has typed stay; a picture replaces the one before.
 * @param address what was asked about: an embed that has another one by now is left alone
 */
export function setDetails(
  state: EditorState,
  anchor: number,
  address: string,
  details: EmbedDetails,
): Transaction {
  const { tr } = state
  const position = placeOf(state, anchor, address)
  const embed = position === null ? null : state.doc.nodeAt(position)
  if (position === null || embed === null) return releaseAnchor(tr, anchor)
  const { title, author, picture } = details
  const filled = {
    ...(embed.attrs.title === '' && title !== '' ? { title } : {}),
    ...(embed.attrs.author === '' && author !== '' ? { author } : {}),
    ...(picture === null ? {} : { src: picture.src, width: picture.width, height: picture.height }),
  }
  for (const [name, value] of Object.entries(filled))
    if (embed.attrs[name] !== value) tr.setNodeAttribute(position, name, value)
  return tr.docChanged ? closeHistory(releaseAnchor(tr, anchor)) : releaseAnchor(tr, anchor)
}

/**
 * Fetches title and picture of the embed of a card and fills them in, wherever its draft is by then. Says nothing: the card shows
 * what became of it.
 * @param beforeFilling called before, so that what is being typed in the card's fields is written first
 */
export async function fetchDetails(
  { act, attrs, services }: Pick<ChromeProps, 'act' | 'attrs' | 'services'>,
  beforeFilling: () => void,
): Promise<void> {
  const draft = services.captureDraft()
  const address = askedAddress(attrs)
  let anchor = 0
  act((view, position, node) => {
    anchor = setAnchor(view, position, position + node.nodeSize)
  })
  const details = await draft.fetchEmbed(address)
  beforeFilling()
  await draft.change((state) =>
    details === null ? releaseAnchor(state.tr, anchor) : setDetails(state, anchor, address, details),
  )
}
