import { undo } from '@tiptap/pm/history'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  articleFrom,
  articleWithoutNotes,
  readMarkdown,
  schema,
  targetById,
} from '../../../src/article/index.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import { arbitraryArticle } from '../../article/arbitrary.ts'
import { EVERYTHING } from './everything.ts'
import { type Act, act, openWriter, perform } from './writer.ts'

/**
 * A writer who does anything anywhere. Whatever comes of it, the schema accepts it, structured Markdown carries it, and
 * undo takes it back to the letter.
 */

/** What structured Markdown makes of it and gives back. */
function carried(doc: NodeJSON): NodeJSON {
  const target = targetById('markdown-structured')
  if (target === undefined) throw new Error('there is no structured Markdown')
  return readMarkdown(target.write({ ...articleFrom({}), doc })).doc
}

/** An article as the desk opens it: pictures that lay inside as data are files by then. */
function asOpened(doc: NodeJSON): NodeJSON {
  const text = JSON.stringify(doc, (key, value: unknown) =>
    key === 'src' && typeof value === 'string' && value.startsWith('data:') ? 'images/inline.png' : value,
  )
  return JSON.parse(text) as NodeJSON
}

async function holds(start: NodeJSON, acts: readonly Act[]): Promise<void> {
  const writer = openWriter(start)
  const { view, editor } = writer
  const before = view.state.doc
  for (const one of acts) {
    await perform(writer, one)
    view.state.doc.check()
  }
  // Notes to self leave in no export.
  const { doc: json } = articleWithoutNotes({ ...articleFrom({}), doc: view.state.doc.toJSON() as NodeJSON })
  expect(schema.nodeFromJSON(carried(json)).toJSON()).toEqual(json)
  for (let step = 0; step < 2000 && undo(view.state, view.dispatch); step += 1);
  expect(view.state.doc.toJSON()).toEqual(before.toJSON())
  editor.destroy()
}

async function why(start: NodeJSON, acts: readonly Act[]): Promise<unknown> {
  try {
    await holds(start, acts)
    return null
  } catch (error) {
    return error
  }
}

/** Of acts that break something the few that still do: pieces are left out, ever smaller ones, as long as it breaks. */
async function fewest(start: NodeJSON, acts: readonly Act[]): Promise<readonly Act[]> {
  let left = acts
  for (let size = Math.ceil(acts.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = 0; from < left.length;) {
      const fewer = [...left.slice(0, from), ...left.slice(from + size)]
      if ((await why(start, fewer)) === null) from += size
      else left = fewer
    }
  return left
}

async function holdsOrSays(start: NodeJSON, acts: readonly Act[]): Promise<void> {
  if ((await why(start, acts)) === null) return
  const few = await fewest(start, acts)
  const told = `${JSON.stringify(few)} on ${JSON.stringify(start)}`
  throw new Error(`broken by ${told}`, { cause: await why(start, few) })
}

/** `GALLEY_RANDOM=500` looks for longer. */
const { process } = globalThis as {
  readonly process?: { readonly env: { readonly GALLEY_RANDOM?: string } }
}
const numRuns = Number(process?.env.GALLEY_RANDOM ?? 20)
const acts = fc.array(act, { minLength: 200, maxLength: 200, size: 'max' })
// Two hundred acts cannot get fewer by fast-check's own shrinking.
const parameters = { numRuns, endOnFailure: true }

describe('two hundred random acts of a writer', () => {
  it('leave an article that the schema accepts, that Markdown carries, and that undo takes back', async () => {
    await fc.assert(
      fc.asyncProperty(acts, (done) => holdsOrSays(EVERYTHING, done)),
      parameters,
    )
  }, 3_600_000)

  it('do so from any article', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryArticle, acts, ({ doc }, done) => holdsOrSays(asOpened(doc), done)),
      parameters,
    )
  }, 3_600_000)
})
