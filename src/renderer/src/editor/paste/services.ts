import type { EditorState, Transaction } from '@tiptap/pm/state'
import type { Metadata, ReportEntry } from '../../../../article/index.ts'
import type { ViewServices } from '../../../../blocks/_view/services.ts'

/** What pasting and dropping need from the page. */
export interface PasteServices {
  /** Sets the metadata of a pasted article; returns a function that restores the metadata from before. */
  applyMetadata(metadata: Metadata): () => void
  /** The body was empty, and this text was pasted into it: the article takes its language, unless one was chosen. */
  followLanguage(text: string): void
  /** The language of the article, as a BCP 47 tag. */
  readonly language: () => string
  /** Imports files that were dropped on the text and may be articles. */
  importFiles(files: readonly File[]): void
  /** Shows a notice with one action, or adds it to the problem of that topic. A later notice of the same topic replaces it. */
  offer(topic: 'reading' | 'pictures' | 'pictures-added', text: string, label: string, run: () => void): void
  /**
   * Shows what a paste changed, left out or guessed, in one notice; none for an empty report.
   * @param selectPlace selects the first place that can be found in the text
   */
  showReport(report: readonly ReportEntry[], selectPlace: () => void): void
  /** Removes the notice about how a paste was read: the document has changed since. */
  withdrawOffer(): void
}

/** Everything the editor needs from the page: for the views of blocks, and for pasting. */
export type EditorServices = ViewServices & PasteServices

/** The part of an editor view that changes a document. Tests implement it without a DOM. */
export interface EditorTarget {
  readonly state: EditorState
  dispatch(tr: Transaction): void
}
