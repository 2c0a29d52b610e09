import type { ArticleState } from '../article/index.ts'
import type { Outcome } from './outcome.ts'

/**
 * One draft: open, save, journal, close.
 *
 * Between two saves a page sends what is typed as journal lines. A line is one JSON text: an array of ProseMirror steps, or a
 * metadata record. Lines are numbered 0, 1, 2, … from the first opening of a draft on, across pages and saves, so that
 * a save can say which lines its article includes and a call can be sent twice without harm.
 *
 *     page                                          desk: article.json   journal.jsonl
 *     openDraft(id) → revision A, nextLine 0              A               none
 *     appendJournal(id, 0, 'line 0\nline 1')              A               lines 0 and 1 on A
 *     line 2 is typed, not sent yet
 *     saveDraft(id, text, A, 2) → revision B              B               none: lines 0 and 1 are in B
 *     appendJournal(id, 2, 'line 2')                      B               line 2 on B
 *
 * Three lines were typed and two of them are in this text, so the save carries `nextLine` 2. After a crash, line 2 alone
 * is replayed on B.
 */

/** A draft as the library lists it. */
export interface DraftSummary {
  readonly id: string
  /** The headline; '' while there is none. */
  readonly title: string
  readonly state: ArticleState
  readonly tags: readonly string[]
  readonly words: number
  /** How many words it should have; absent for no goal. */
  readonly goal?: number
  /** The day it is due, `2026-12-01`; absent for none. */
  readonly deadline?: string
  /** Present if it is a template: it is in no list but that of the templates. */
  readonly template?: true
  /** Milliseconds since 1970, as are all times of the contract. */
  readonly created: number
  readonly edited: number
  /** Set when the draft cannot be read: what is wrong with it, in a writer's words. */
  readonly damage?: string
}

/** A draft that was just opened, with all that a page needs to show and save it. */
export interface OpenDraft {
  readonly summary: DraftSummary
  /** The article file's text, current format version. */
  readonly article: string
  /** SHA-256 of the draft's file when it was read. A save names it, so that no other program's edit is overwritten. */
  readonly revision: string
  /** Sentences for the writer about this draft: that it was recovered, that it changed outside. */
  readonly notices: readonly string[]
  /** Set when another window or program is writing this draft: which. It can be read and copied, not saved. */
  readonly lockedBy?: string
  /** Names this opening of the draft: a page that lost its host continues it by `reopenDraft`. */
  readonly opening: string
  /** The number of the next journal line: all lines below it are in `article`. */
  readonly nextLine: number
}

/** A draft that a page continues after its host or its connection was gone. */
export interface ReopenedDraft {
  /** The file's revision now: the page's own, also when the answer to its last save was lost. */
  readonly revision: string
  /** The first journal line that the desk does not have; the page sends its lines again from there. */
  readonly nextLine: number
}

/** What a save returns: the new summary, and the revision that the next save is made on. */
export interface SavedDraft {
  readonly summary: DraftSummary
  /** SHA-256 of the file that was written. */
  readonly revision: string
}

/** The file that a draft was imported from. */
export interface OriginalFile {
  /** Its name in the draft's folder, which has the ending alone: `original.txt`. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** The calls about one draft's text. */
export interface DraftCalls {
  /**
   * Creates a draft and opens it for the calling page. Pictures that the article carries as `data:` are files of the
   * draft before this returns; one that cannot be kept stays in the article as it is, and one notice names all of those.
   */
  createDraft(article: string): Promise<Outcome<OpenDraft>>
  /**
   * Opens a draft for the calling page and locks it. One page writes a draft: where another page or another Galley does,
   * `lockedBy` says which, and saves are refused as `locked`. A damaged file is set aside and the newest sound revision takes
   * its place; journal lines that a crash kept from being saved are replayed: `notices` tell of both. `damaged` when
   * nothing sound is left, and then nothing is touched.
   */
  openDraft(id: string): Promise<Outcome<OpenDraft>>
  /**
   * Continues an opening after the host was restarted or the connection broke: the page keeps its document, undo and
   * line numbers. `changed-outside` when the file is neither `base` nor the save named by `saveKey`, or when another page
   * opened the draft and typed since; `locked` when another page or program writes it.
   *
   * Example: a page opened as `k3` knows revision A and sent a save with the key `k3-7`; the host dies. It calls
   * `reopenDraft(id, 'k3', A, 'k3-7')`. Where the file is A, the save was lost and A is returned; where the file carries
   * the key `k3-7`, the save was written and its revision is returned. The page sends its lines again from `nextLine`.
   * @param opening {@link OpenDraft.opening}
   * @param base the last revision that the page knows
   * @param saveKey the key of the page's save that was not answered, '' for none
   */
  reopenDraft(id: string, opening: string, base: string, saveKey: string): Promise<Outcome<ReopenedDraft>>
  /**
   * Writes the draft if its file still is `base`; else `changed-outside`, the file is not touched, and its content is
   * kept in the history where it is an article. `not-open` when the calling page does not have the draft open.
   *
   * Example: lines 0 to 4 were typed, the page reads its document and saves with `nextLine: 5`; line 5 is typed during the
   * save. After a crash, line 5 alone is replayed on the new file, or lines 0 to 5 on the old one.
   * @param base the revision that the page's text was made of
   * @param nextLine the article includes all journal lines below this number, those still on their way among them. Left
   *   out: all that the desk has.
   * @param saveKey names the attempt: a page uses the same key until a save over `base` is answered. A file that carries
   *   this key is the page's own earlier attempt, whose answer was lost, and is no outside change.
   */
  saveDraft(
    id: string,
    article: string,
    base: string,
    nextLine?: number,
    saveKey?: string,
  ): Promise<Outcome<SavedDraft>>
  /** Creates a draft with this article, whatever became of the old one: the way out when a save is refused. */
  saveCopy(id: string, article: string): Promise<Outcome<OpenDraft>>
  /**
   * Appends journal lines and syncs them at once, so that a crash costs a keystroke. Lines that the desk has already, or
   * that a save included, are skipped, so a call can be sent twice. `changed-outside` when the draft's file is
   * not the one that the desk knows; `not-open` when the page does not have the draft open; `invalid` when lines before
   * `from` are missing. All the lines are on the disk, or none when this fails.
   *
   * Example: the desk has lines 0 to 6. `appendJournal(id, 5, 'line 5\nline 6\nline 7')` writes line 7 alone;
   * `appendJournal(id, 9, 'line 9')` is `invalid`, for 7 and 8 are missing.
   * @param from the number of the first of `lines`
   * @param lines one JSON text a line, separated by line feeds
   */
  appendJournal(id: string, from: number, lines: string): Promise<Outcome<null>>
  /**
   * Keeps a file of at most 32 MB as what the draft was imported from, so that it can be read again: in another encoding.
   * @param name the file's own, for its ending
   */
  keepOriginal(id: string, name: string, bytes: Uint8Array): Promise<Outcome<null>>
  /** Returns the file that the draft was imported from; null if none is kept. */
  readOriginal(id: string): Promise<Outcome<OriginalFile | null>>
  /**
   * Tells the desk that the page no longer shows this draft; once no page does, idle work is done (a revision, the mirror,
   * the folder's name) and others may write it, also when that failed. A page that ends closes all its drafts.
   */
  closeDraft(id: string): Promise<Outcome<null>>
}
