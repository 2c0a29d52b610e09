import type { ShallowRef } from 'vue'
import type { Desk, DraftSummary, Problem, Settings } from '../../../../desk.ts'
import type { Clock } from '../../clock.ts'
import type { NoticeAction } from '../notices.ts'
import type { OpenDraft } from './openDraft.ts'
import type { DraftQueues } from './draftQueues.ts'

export type DraftDesk = Pick<
  Desk,
  | 'createDraft'
  | 'openDraft'
  | 'reopenDraft'
  | 'saveDraft'
  | 'saveCopy'
  | 'trashDraft'
  | 'appendJournal'
  | 'closeDraft'
  | 'addImage'
  | 'copyImages'
  | 'fetchImage'
  | 'keepRevision'
>

export interface PageNotices {
  toast(text: string, actions?: readonly NoticeAction[], milliseconds?: number, topic?: string): void
  notice(text: string): void
  problem(problem: Problem, actions?: readonly NoticeAction[], topic?: string): void
  clear(topic: string): void
}

/** What is around the drafts of a page. Injected, so that tests can have several pages. */
export interface PageServices {
  readonly desk: DraftDesk
  readonly clock: Clock
  readonly notices: PageNotices
  readonly library: { updateRow(summary: DraftSummary): void; load(): Promise<void> }
  readonly settings: { set(change: Partial<Settings>): void }
  /** Whether the page is in sight: only then it looks again whether a draft of somebody else is free. */
  readonly isVisible: () => boolean
}

/** The page's one draft in sight, and what it is opened, saved and closed with. */
export interface Page extends PageServices {
  readonly shown: ShallowRef<OpenDraft | null>
  /** Openings and closings of each draft, one after the other. */
  readonly queues: DraftQueues
}
