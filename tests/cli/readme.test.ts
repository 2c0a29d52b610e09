import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { run } from '../../src/cli/run.ts'

const README = join(import.meta.dirname, '..', '..', 'README.md')

/** An example of the README: `$ node out/cli/galley.js ARGS | sed -n 18,24p`, and the lines it shows below. */
interface Example {
  readonly args: readonly string[]
  /** The lines that `sed` prints, from 1; null for all. */
  readonly lines: readonly [first: number, last: number] | null
  readonly shown: string
}

const COMMAND = /^node out\/cli\/galley\.js (.*?)(?: \| sed -n (\d+),(\d+)p)?$/u

/** Returns the examples of the README's console block. */
async function examples(): Promise<Example[]> {
  const console = /^```console\n(.*?)^```$/msu.exec(await readFile(README, 'utf8'))?.[1] ?? ''
  return console
    .split(/^\$ /mu)
    .slice(1)
    .map((example) => {
      const [line = '', ...shown] = example.split('\n')
      const [, args, first, last] = COMMAND.exec(line) ?? []
      if (args === undefined) throw new Error(`no example of the command: ${line}`)
      const lines = first === undefined ? null : ([Number(first), Number(last)] as const)
      return { args: args.split(' '), lines, shown: shown.join('\n').trimEnd() }
    })
}

afterEach(() => vi.restoreAllMocks())

test('prints what the README shows', async () => {
  const all = await examples()
  expect(all.length).toBeGreaterThan(2)
  for (const { args, lines, shown } of all) {
    let printed = ''
    for (const stream of ['stdout', 'stderr'] as const)
      vi.spyOn(process[stream], 'write').mockImplementation((data) => {
        printed += String(data)
        return true
      })
    await run(args)
    vi.restoreAllMocks()
    const rows = printed.trimEnd().split('\n')
    const [first, last] = lines ?? [1, rows.length]
    expect(rows.slice(first - 1, last).join('\n'), args.join(' ')).toBe(shown)
  }
})
