import type { Desk, OpenDraft, Outcome } from '../desk.ts'
import type { Drafts } from './drafts.ts'
import { exportArticle } from './exports.ts'
import type { Histories } from './history/index.ts'
import { addImage } from './pictures/images.ts'
import { openDraft } from './opening.ts'
import type { Rest } from './rest.ts'
import type { Shelf } from './shelf.ts'
import { trashDraft } from './trash.ts'

/** One call: its arguments guarded, in its draft's queue, failures made into problems. Never rejects. */
export type Answer = <T>(
  call: keyof Desk,
  values: readonly unknown[],
  task: () => Promise<T>,
) => Promise<Outcome<T>>

/** Calls whose first argument names a draft of the library: its folder is found before. */
export const OF_A_DRAFT: ReadonlySet<keyof Desk> = new Set<keyof Desk>([
  'openDraft',
  'saveDraft',
  'saveCopy',
  'trashDraft',
  'closeDraft',
  'addImage',
  'exportDraft',
  'pinDraft',
  'listRevisions',
  'readRevision',
  'keepRevision',
  'nameRevision',
])

interface Pieces {
  readonly shelf: Shelf
  readonly drafts: Drafts
  readonly histories: Histories
  readonly rest: Rest
}

type DraftCalls = Pick<
  Desk,
  | 'createDraft'
  | 'openDraft'
  | 'saveDraft'
  | 'saveCopy'
  | 'trashDraft'
  | 'appendJournal'
  | 'closeDraft'
  | 'addImage'
  | 'exportDraft'
>

/** The calls about one draft. */
export function draftCalls(pieces: Pieces, answer: Answer): DraftCalls {
  const { shelf, drafts, rest } = pieces
  return {
    createDraft: (text) => answer('createDraft', [text], () => create(pieces, text)),
    openDraft: (id) =>
      answer('openDraft', [id], async () => {
        const draft = await openDraft(drafts, id)
        // It was mended, or changed outside: its mirror and its history are behind.
        if (draft.notices.length > 0 && shelf.holds.has(id)) rest.touched(id)
        return draft
      }),
    saveDraft: (id, text, base, noted) => {
      const over = drafts.saves.expect(id)
      const outcome = answer('saveDraft', [id, text, base, noted], async () => {
        const saved = await drafts.save(id, text, base, noted)
        // Also when nothing changed: what this took hold of for the save is given free at rest.
        rest.touched(id)
        if (saved.revision !== base) shelf.changes.tell(id)
        return saved
      })
      return outcome.finally(over)
    },
    saveCopy: (id, text) => answer('saveCopy', [id, text], () => create(pieces, text, id)),
    trashDraft: (id) => answer('trashDraft', [id], () => toTrash(pieces, id)),
    appendJournal: (id, base, lines) =>
      answer('appendJournal', [id, base, lines], () => append(pieces, id, base, lines)),
    closeDraft: (id) => answer('closeDraft', [id], () => closeDraft(pieces, id)),
    addImage: (id, name, bytes) =>
      answer('addImage', [id, name, bytes], () => addImage(shelf, id, name, bytes)),
    exportDraft: (id, target) =>
      answer('exportDraft', [id, target], async () =>
        exportArticle(shelf, id, await drafts.article(id), target),
      ),
  }
}

async function create({ shelf, drafts, rest }: Pieces, text: string, from?: string): Promise<OpenDraft> {
  const draft = await drafts.create(text, from)
  const { id } = draft.summary
  shelf.holds.opened(id)
  rest.touched(id)
  shelf.changes.tell(id)
  return draft
}

/** In the draft's queue; but beside a save, for a disk may take seconds over it. */
async function append({ shelf, drafts }: Pieces, id: string, base: string, lines: string): Promise<null> {
  await drafts.saves.foretold(id)
  if (drafts.saves.isOver(id, base)) return drafts.append(id, base, lines)
  return shelf.queues.run(id, async () => {
    await shelf.names.locate(id)
    return drafts.append(id, base, lines)
  })
}

async function toTrash({ shelf, drafts, rest, histories }: Pieces, id: string): Promise<null> {
  await drafts.journals.close(id)
  await trashDraft(shelf, id)
  rest.forget(id)
  drafts.forget(id)
  histories.forget(id)
  return null
}

/** Only the last page that shows the draft gives it free; it is free whatever the rest comes to. */
async function closeDraft({ shelf, drafts, rest }: Pieces, id: string): Promise<null> {
  if (shelf.holds.closed(id) > 0) return null
  try {
    if (shelf.holds.has(id)) await rest.close(id)
  } finally {
    await drafts.journals.close(id)
    drafts.forget(id)
    await shelf.holds.release(id)
  }
  return null
}

/** The calls about a draft's earlier versions. */
export function historyCalls(
  { drafts, histories }: Pick<Pieces, 'drafts' | 'histories'>,
  answer: Answer,
): Pick<Desk, 'listRevisions' | 'readRevision' | 'keepRevision' | 'nameRevision'> {
  return {
    listRevisions: (id) => answer('listRevisions', [id], () => histories.of(id).list()),
    readRevision: (id, number) => answer('readRevision', [id, number], () => histories.of(id).read(number)),
    keepRevision: (id, reason, name) =>
      answer('keepRevision', [id, reason, name], async () =>
        histories.keep(id, await drafts.article(id), reason, name),
      ),
    nameRevision: (id, number, name) =>
      answer('nameRevision', [id, number, name], () => histories.name(id, number, name)),
  }
}
