import type { EditorState, Transaction } from '@tiptap/pm/state'
import type { Metadata } from '../../../../article/index.ts'
import type { ViewServices } from '../../../../blocks/_view/services.ts'

/** What pasting and dropping need of the page. */
export interface TakingServices {
  /** Takes what a pasted article tells about itself; answers how to go back to what was known before. */
  describe(metadata: Metadata): () => void
  /** The language of the article. */
  readonly language: () => string
  /** A file that may be an article was dropped on the text. */
  importFiles(files: readonly File[]): void
  /** Tells what was done, with something to do about it. A later offer of the same topic takes its place. */
  offer(topic: 'reading' | 'pictures', text: string, label: string, run: () => void): void
  /** What was said about reading no longer holds. */
  withdraw(): void
}

export type Services = ViewServices & TakingServices

/** As much of an editor view as pasting needs. */
export interface Place {
  readonly state: EditorState
  dispatch(tr: Transaction): void
}
