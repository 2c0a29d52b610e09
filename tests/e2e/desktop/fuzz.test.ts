import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acceptsArguments, DESK_CALLS, HOST_CALLS } from '../../../src/calls.ts'
import { fromTree, toTree, type Tree } from '../../standin/worlds.ts'
import { desktopSession, type Desktop } from '../rig/desktop.ts'
import { articlesIn } from '../rig/galley.ts'

const CALLS = 2000
/** How many calls are on their way at the same time. */
const BATCH = 100
const SEED = 20_261_128

let desktop: Desktop
desktopSession('fuzz', (started) => {
  desktop = started
})

const guards = new Map([
  ...Object.entries(DESK_CALLS).map(([name, row]) => [name, row.guards] as const),
  ...Object.entries(HOST_CALLS),
])

/** A call with arguments that its guards refuse. What cannot be cloned is made in the page, by its name. */
interface WrongCall {
  readonly name: string
  readonly values: Tree
  readonly unclonable: string
}

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
})

/** Returns the tree of arguments; null for what has none: fast-check makes values of any class. */
function treeOf(values: readonly unknown[]): Tree {
  try {
    return toTree(values)
  } catch {
    return null
  }
}

/** Returns as many wrong calls, the same in each run. */
function wrongCalls(): WrongCall[] {
  const call = fc
    .record({
      name: fc.constantFrom(...guards.keys()),
      values: fc.array(anything, { maxLength: 6 }),
      unclonable: fc.oneof(
        { weight: 9, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.constantFrom('function', 'symbol', 'proxy', 'element') },
      ),
    })
    .filter(
      ({ name, values, unclonable }) =>
        unclonable !== '' || !acceptsArguments(guards.get(name) ?? [], values),
    )
    .map(({ name, values, unclonable }) => ({ name, values: treeOf(values), unclonable }))
    .filter(({ values }) => values !== null)
  return fc.sample(call, { numRuns: CALLS, seed: SEED })
}

/** Runs in the page: makes the calls, and returns what each led to: `refused`, `thrown`, or what is wrong with it. */
async function makeCalls(calls: readonly WrongCall[], read: (tree: Tree) => unknown): Promise<string[]> {
  const { galley } = window as unknown as {
    galley: Record<string, (...values: unknown[]) => Promise<unknown>>
  }
  const unclonable: Record<string, unknown> = {
    symbol: Symbol('a'),
    proxy: new Proxy({ a: 1 }, {}),
    element: document.body,
    // A function crosses the bridge, but not the ipc behind it.
    function: () => 1,
  }
  return Promise.all(
    calls.map(async ({ name, values, unclonable: kind }) => {
      const given = read(values) as unknown[]
      try {
        const outcome = await galley[name]?.(...given, ...(kind === '' ? [] : [unclonable[kind]]))
        const { ok, problem } = outcome as { ok: unknown; problem?: Record<string, unknown> }
        const isProblem = ['code', 'what', 'safe', 'mend'].every((key) => typeof problem?.[key] === 'string')
        return ok === false && isProblem ? 'refused' : `${name} led to ${JSON.stringify(outcome)}`
      } catch (error) {
        return kind !== '' && String(error).includes('could not be cloned')
          ? 'thrown'
          : `${name} threw ${String(error)}`
      }
    }),
  )
}

/** Returns the articles on the disk, without their folders: the desk renames a folder after its title meanwhile. */
async function articles(library: string): Promise<string[]> {
  return [...(await articlesIn(library)).values()]
}

describe('the bridge', () => {
  test(`refuses ${String(CALLS)} wrong calls with an outcome, and no draft changes`, async () => {
    const { galley, library } = desktop
    await galley.button('New draft').click()
    await galley.field('Headline').click()
    await galley.page.keyboard.type('Unharmed')
    // The slug follows when typing stops: on a busy machine only after the words are saved.
    await expect.poll(async () => (await articles(library)).join()).toContain('"slug": "unharmed"')
    await galley.waitUntilSaved()
    const before = await articles(library)

    const calls = wrongCalls()
    const seen = new Map<string, number>()
    for (let at = 0; at < calls.length; at += BATCH) {
      const batch = JSON.stringify(calls.slice(at, at + BATCH))
      const code = `(() => { ${String(fromTree)}; return (${String(makeCalls)})(${batch}, fromTree) })()`
      for (const result of await galley.page.evaluate<string[]>(code))
        seen.set(result, (seen.get(result) ?? 0) + 1)
    }
    const { refused = 0, thrown = 0, ...others } = Object.fromEntries(seen)
    expect(others).toEqual({})
    expect(refused + thrown).toBe(CALLS)
    expect(refused).toBeGreaterThan(CALLS / 2)
    expect(thrown).toBeGreaterThan(0)

    expect(await articles(library)).toEqual(before)
    await galley.page.keyboard.type(' and alive')
    await galley.waitUntilSaved()
    expect(await desktop.app.quit()).toBe(0)
    expect((await articles(library))[0]).toContain('Unharmed and alive')
  }, 240_000)
})
