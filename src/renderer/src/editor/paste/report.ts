import { type Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import type { ReportEntry } from '../../../../article/index.ts'
import type { Pasted } from './pasted.ts'
import type { EditorServices, EditorTarget } from './services.ts'

/** Returns the range of the first of some words that the document has; null if it has none of them. */
function rangeOf(doc: Node, words: readonly string[]): { from: number; to: number } | null {
  for (const word of words) {
    let found: { from: number; to: number } | null = null
    doc.descendants((node, at) => {
      if (found !== null || !node.isTextblock) return found === null
      // Each leaf stands for one position, as in the document.
      const index = node.textBetween(0, node.content.size, ' ', ' ').indexOf(word)
      if (index >= 0) found = { from: at + 1 + index, to: at + 1 + index + word.length }
      return false
    })
    if (found !== null) return found
  }
  return null
}

/** Selects the first place of a report that the document still has. */
function selectFirstPlace(target: EditorTarget, report: readonly ReportEntry[]): void {
  const words = report.map(({ first }) => first.replace(/…$/, '')).filter((word) => word !== '')
  const { state } = target
  const range = rangeOf(state.doc, words)
  if (range === null) return
  target.dispatch(
    state.tr.setSelection(TextSelection.create(state.doc, range.from, range.to)).scrollIntoView(),
  )
}

/** Tells what reading a paste changed, left out or guessed. */
export function tellReport(target: EditorTarget, pasted: Pasted, services: EditorServices): void {
  const read = pasted.kind === 'address' ? pasted.fallback : pasted
  if (!('report' in read) || read.report.length === 0) return
  const draft = services.captureDraft()
  services.tellReport(read.report, () => {
    if (draft.isVisible()) selectFirstPlace(target, read.report)
  })
}
