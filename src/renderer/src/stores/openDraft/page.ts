import type { ShallowRef } from 'vue'
import type { Desk, DraftSummary, Problem, Settings } from '../../../../desk.ts'
import type { Clock } from '../../clock.ts'
import type { NoticeAction } from '../notices.ts'
import type { Pace } from './autosave.ts'
import type { OpenDraft } from './openDraft.ts'
import type { DraftQueues } from './draftQueues.ts'

/** The part of the desk that open drafts call. */
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
  | 'fetchEmbed'
  | 'cancelEmbed'
  | 'keepRevision'
>

/** The part of the notices store that open drafts use. */
export interface PageNotices {
  toast(text: string, actions?: readonly NoticeAction[], milliseconds?: number, topic?: string): void
  notice(text: string): void
  problem(problem: Problem, actions?: readonly NoticeAction[], topic?: string): void
  clear(topic: string): void
}

/** What the drafts of a page need around them. Injected, so that tests can run several pages over one desk. */
export interface PageServices {
  readonly desk: DraftDesk
  readonly clock: Clock
  readonly notices: PageNotices
  /** The library's list: it shows new titles and word counts without reading the list again. */
  readonly library: { updateRow(summary: DraftSummary): void; load(): Promise<void> }
  /** Remembers which draft was open last. */
  readonly settings: { set(change: Partial<Settings>): void }
  /** Returns true if another window shows a draft; that window is then at the front. Otherwise none but this page opens it. */
  readonly isShownElsewhere: (id: string) => Promise<boolean>
  /** Returns how soon the writer wants changes saved; the quickest pace without it. */
  readonly pace?: () => Pace
  /** Lets the fields of the page write what is typed into them. @param isLeaving the page leaves the draft */
  readonly writeTyped?: (isLeaving: boolean) => void
  /** Returns true if the page can be seen. Hidden pages do not ask whether a locked draft is free. */
  readonly isVisible: () => boolean
}

/** The services, with the page's draft in sight and the queues of all its drafts. Every part of `openDraft` gets it. */
export interface Page extends PageServices {
  /** The draft in sight; null for none. */
  readonly shown: ShallowRef<OpenDraft | null>
  /** Runs openings and closings of one draft one after the other. */
  readonly queues: DraftQueues
}
