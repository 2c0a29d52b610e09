import { closeHistory, undo } from '@tiptap/pm/history'
import { TextSelection, type EditorState } from '@tiptap/pm/state'
import { embedFromUrl, siteOf } from '../../../../blocks/embed/index.ts'
import { webUrl } from '../../../../text/url.ts'
import { t } from '../../i18n.ts'
import { changeCount, EMBEDDED } from './pasteState.ts'
import type { EditorServices, EditorTarget } from './services.ts'

/** Returns true if the caret is in an empty paragraph of the body itself. */
function isInEmptyParagraph({ selection }: EditorState): boolean {
  const { $from, empty } = selection
  return (
    empty && $from.depth === 2 && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0
  )
}

/** Returns true if words of one block are selected that may carry a link. */
function canLink({ selection, schema }: EditorState): boolean {
  const { $from, $to, empty } = selection
  const { link } = schema.marks
  if (empty || link === undefined || !(selection instanceof TextSelection)) return false
  return (
    $from.sameParent($to) && $from.parent.type.allowsMarkType(link) && $from.parent.type.spec.code !== true
  )
}

/** Shows the notice that an address became a link card, and offers the link instead, until the writer changes something else. */
function offerLink(target: EditorTarget, address: string, services: EditorServices): void {
  const after = changeCount(target.state)
  const draft = services.captureDraft()
  services.offer(
    'reading',
    t('editor.paste.linkCard', { site: siteOf(address) }),
    t('editor.paste.keepLink'),
    () => {
      if (!draft.isVisible() || changeCount(target.state) !== after) return
      undo(target.state, (tr) => {
        target.dispatch(tr)
      })
    },
  )
}

/**
 * Places a pasted address: as a link on the selected words, or in an empty paragraph as a link that becomes an embed. Of a site
 * that Galley has no player for it is a link card, and the writer is told so.
 * @returns false where it can only be text; nothing is changed then
 */
export function placeAddress(target: EditorTarget, address: string, services: EditorServices): boolean {
  if (canLink(target.state)) {
    const { tr, selection, schema } = target.state
    const { link } = schema.marks
    if (link !== undefined) tr.addMark(selection.from, selection.to, link.create({ href: address }))
    target.dispatch(closeHistory(tr).scrollIntoView().setMeta('paste', true))
    return true
  }
  if (!isInEmptyParagraph(target.state)) return false
  placeLink(target, address)
  const embed = embedFromUrl(address)
  if (embed !== null) replaceWithEmbed(target, { ...embed })
  else if (webUrl(address) !== null) {
    replaceWithEmbed(target, { url: address })
    offerLink(target, address, services)
  }
  return true
}

/** Replaces the selection with the address as a link on itself. */
function placeLink(target: EditorTarget, href: string): void {
  const { tr, schema } = target.state
  const { link } = schema.marks
  if (link !== undefined) tr.replaceSelectionWith(schema.text(href, [link.create({ href })]), false)
  // Words typed next are not part of the link.
  target.dispatch(closeHistory(tr).setStoredMarks([]).scrollIntoView().setMeta('paste', true))
}

/**
 * Replaces the paragraph around the caret with an embed, and adds a paragraph below if the article would end with it. A
 * step of its own, so that undo leaves the link.
 */
function replaceWithEmbed(target: EditorTarget, attrs: Readonly<Record<string, string>>): void {
  const { tr, schema, selection, doc } = target.state
  const { embed, paragraph } = schema.nodes
  if (embed === undefined || paragraph === undefined) return
  const from = selection.$from.before()
  const to = selection.$from.after()
  const isLast = to === doc.content.size - 1
  tr.replaceWith(from, to, isLast ? [embed.create(attrs), paragraph.create()] : [embed.create(attrs)])
  tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1), 1))
  target.dispatch(closeHistory(tr).scrollIntoView().setMeta(EMBEDDED, true))
}
