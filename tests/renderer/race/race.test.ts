import { describe, expect, it } from 'vitest'
import { Race } from './race.ts'

/** `GALLEY_RACES=5000` looks for longer; `GALLEY_RACE=17` runs the one with that seed and tells what was done. */
const { process } = globalThis as {
  readonly process?: { readonly env: { readonly GALLEY_RACES?: string; readonly GALLEY_RACE?: string } }
}
const races = Number(process?.env.GALLEY_RACES ?? 200)
const only = process?.env.GALLEY_RACE

describe('two pages that write three drafts through a desk that is slow, loses calls and restarts', () => {
  it('keep each word once, in order and in its own draft, each picture with its file, and each undo step', async () => {
    const seeds = only === undefined ? Array.from({ length: races }, (_, seed) => seed) : [Number(only)]
    const broken: string[] = []
    for (const seed of seeds) {
      const race = new Race(seed)
      const faults = await race.run()
      if (faults.length > 0) broken.push(`seed ${String(seed)}: ${faults.join('; ')}`)
      if (only !== undefined && faults.length > 0) broken.push(...race.log)
    }
    expect(broken.slice(0, 400)).toEqual([])
  }, 3_600_000)
})
