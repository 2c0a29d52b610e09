import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenDraft } from '../../src/desk.ts'
import type { DeskOptions } from '../../src/desk/index.ts'
import { crash } from './crash.ts'
import { article, deskOver, tempFolder, type TestDesk, value } from './library.ts'

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
}

export async function oneDraft(options: Partial<DeskOptions> = {}): Promise<Written> {
  const library = await tempFolder()
  const desk = await deskOver(library, options)
  const draft = value(await desk.createDraft(TRAM))
  const { id } = draft.summary
  return { library, desk, id, draft, path: (name) => join(library, id, name) }
}

/** The draft as the next start finds it after a crash of this one. */
export async function reopened(written: Written): Promise<{ desk: TestDesk; draft: OpenDraft }> {
  await crash(written.library)
  const desk = await deskOver(written.library)
  return { desk, draft: value(await desk.openDraft(written.id)) }
}

export async function asides({ library, id }: Written): Promise<string[]> {
  return (await readdir(join(library, id))).filter((name) => name.endsWith('.aside.jsonl'))
}
