import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const SOURCES = join(import.meta.dirname, '..', 'src')

/**
 * A press compared with one letter: `event.key === 's'`, `case 's':` on a key, `code === 'KeyS'`, `@keydown.ctrl.s`. Each
 * fails with Caps Lock or on a keyboard of another script.
 */
const COMPARISONS = [
  /\bkey\s*[!=]==?\s*(['"`])\p{L}\1/u,
  /(['"`])\p{L}\1\s*[!=]==?\s*(?:\w+\.)?key\b/u,
  /\bcode\s*[!=]==?\s*(['"`])Key[A-Z]\1/,
  /@key(?:down|up|press)(?:\.[a-z]+)*\.[a-z](?:\.[a-z]+)*=/,
  /switch \((?:\w+\.)?key\)[^}]*case (['"`])\p{L}\1/u,
] as const

const compares = (source: string): boolean => COMPARISONS.some((pattern) => pattern.test(source))

it.each([
  "if (event.key === 's') save()",
  "event.key !== 'p'",
  "'P' === event.key",
  "const { key } = event\nif (key == 'f') find()",
  "event.code === 'KeyK'",
  '<div @keydown.ctrl.s="save">',
  "switch (event.key) { case 'a': return }",
])('finds the comparison in %s', (source) => {
  expect(compares(source)).toBe(true)
})

it.each(["event.key === 'Escape'", "key === '('", '<div @keydown.esc.stop="close">'])(
  'accepts %s',
  (source) => {
    expect(compares(source)).toBe(false)
  },
)

it('only pressed() compares a key press with a letter', async () => {
  const files = (await readdir(SOURCES, { recursive: true })).filter((name) => /\.(?:ts|vue)$/.test(name))
  const sources = await Promise.all(
    files.map(async (name) => [name, await readFile(join(SOURCES, name), 'utf8')] as const),
  )
  expect(sources.length).toBeGreaterThan(100)
  expect(sources.filter(([, source]) => compares(source)).map(([name]) => name)).toEqual([])
})
