import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Desk, OpenDraft, Outcome } from '../../../src/desk.ts'
import type { DeskOptions } from '../../../src/desk/index.ts'
import { crash } from '../crash.ts'
import { article, deskOver, tempFolder, type TestDesk, value } from '../library.ts'

/** Drafts that were typed in, for the tests of their journals. */

export const TRAM = article('Tram', 'It leaves.')
/** In `TRAM` the paragraph's text begins there: headline 1 to 6, standfirst 7 to 8, body from 9, paragraph from 10. */
export const START = 10

/** A journal line as the page writes it: the steps of one transaction. */
export function typed(text: string, at = START): string {
  return `${JSON.stringify([
    { stepType: 'replace', from: at, to: at, slice: { content: [{ type: 'text', text }] } },
  ])}\n`
}

export interface Written {
  readonly library: string
  readonly desk: TestDesk
  readonly id: string
  readonly draft: OpenDraft
  readonly path: (name: string) => string
  readonly append: Append
}

/** Appends lines as a page does; refused ones are sent again under the same number by the next call. */
export type Append = (lines: string) => Promise<Outcome<null>>

/** Returns what numbers the lines of a page from where its opening of a draft goes on. */
export function appender(desk: Desk, { summary, nextLine }: OpenDraft): Append {
  let next = nextLine
  return async (lines) => {
    const outcome = await desk.appendJournal(summary.id, next, lines)
    if (outcome.ok) next += lines.trim().split('\n').length
    return outcome
  }
}

export async function oneDraft(options: Partial<DeskOptions> = {}): Promise<Written> {
  const library = await tempFolder()
  const desk = await deskOver(library, options)
  const draft = value(await desk.createDraft(TRAM))
  const { id } = draft.summary
  const path = (name: string): string => join(library, id, name)
  return { library, desk, id, draft, path, append: appender(desk, draft) }
}

/** The draft as the next start finds it after a crash of this one. */
export async function reopened(
  written: Pick<Written, 'library' | 'id'>,
): Promise<{ desk: TestDesk; draft: OpenDraft; append: Append }> {
  await crash(written.library)
  const desk = await deskOver(written.library)
  const draft = value(await desk.openDraft(written.id))
  return { desk, draft, append: appender(desk, draft) }
}

export async function asides({ library, id }: Pick<Written, 'library' | 'id'>): Promise<string[]> {
  return (await readdir(join(library, id))).filter((name) => name.endsWith('.aside.jsonl'))
}
