import { type Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import { closedServicesIn, type ReportEntry } from '../../../../article/index.ts'
import type { Pasted } from './pasted.ts'
import type { EditorServices, EditorTarget } from './services.ts'

interface Range {
  readonly from: number
  readonly to: number
}

/** Returns where a text block of the document has some words, once for each block. */
function rangesOf(doc: Node, words: string): Range[] {
  const found: Range[] = []
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true
    // Each leaf stands for one position, as in the document.
    const index = node.textBetween(0, node.content.size, ' ', ' ').indexOf(words)
    if (index >= 0) found.push({ from: at + 1 + index, to: at + 1 + index + words.length })
    return false
  })
  return found
}

/** Selects the first place of a report that the document still has. */
function selectFirstPlace(target: EditorTarget, report: readonly ReportEntry[]): void {
  const words = report.map(({ first }) => first.replace(/…$/, '')).filter((word) => word !== '')
  const { state } = target
  const [range] = words.flatMap((word) => rangesOf(state.doc, word))
  if (range === undefined) return
  target.dispatch(
    state.tr.setSelection(TextSelection.create(state.doc, range.from, range.to)).scrollIntoView(),
  )
}

/** Reports what reading a paste changed, left out or guessed. */
export function showReport(target: EditorTarget, pasted: Pasted, services: EditorServices): void {
  const read = pasted.kind === 'address' ? pasted.fallback : pasted
  if (!('report' in read)) return
  const nodes = read.kind === 'blocks' ? read.blocks : read.kind === 'article' ? [read.doc] : []
  const report = [...read.report, ...closedServicesIn(nodes)]
  if (report.length === 0) return
  const draft = services.captureDraft()
  services.showReport(report, () => {
    if (draft.isVisible()) selectFirstPlace(target, report)
  })
}
