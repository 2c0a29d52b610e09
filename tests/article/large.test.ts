import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { articleFrom, emptyMetadata, targets } from '../../src/article/index.ts'
import type { NodeJSON } from '../../src/blocks/node.ts'
import { run } from '../../src/cli/run.ts'
import { append } from '../../src/text/append.ts'
import { li, p, quote, turn } from '../build.ts'

/** More than an engine takes as arguments of one call. */
const COUNT = 150_000

function many(one: NodeJSON): NodeJSON[] {
  return new Array<NodeJSON>(COUNT).fill(one)
}

test('items are appended to an array however many they are', () => {
  const into = [0]
  append(into, new Array<number>(500_000).fill(1))
  expect(into).toHaveLength(500_001)
})

test.each([
  ['paragraphs', many(p('x'))],
  ['list items', [{ type: 'bulletList', content: many(li('x')) }]],
  ['paragraphs of a quote', [{ ...quote('x'), content: many(p('x')) }]],
  ['turns', [{ type: 'dialogue', content: many(turn('A', 'x')) }]],
  ['pieces of one paragraph', [{ type: 'paragraph', content: many({ type: 'text', text: 'x' }) }]],
])(
  'an article of 150,000 %s is written as HTML',
  (_what, body) => {
    const target = targets.find(({ id }) => id === 'html-fragment')
    const html = target?.write(
      { metadata: emptyMetadata(), doc: articleFrom({ headline: 'Head', body }).doc },
      new Map(),
    )
    expect(html?.split('x')).toHaveLength(COUNT + 1)
  },
  240_000,
)

test('the command converts a text of 150,000 paragraphs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'galley-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const [from, to] = [join(folder, 'long.txt'), join(folder, 'long.html')]
  await writeFile(from, `Head\n\n${'x.\n\n'.repeat(COUNT)}`)
  expect(await run(['convert', from, '--to', 'html', '-o', to])).toBe(0)
  expect((await readFile(to, 'utf8')).split('<p>')).toHaveLength(COUNT + 1)
}, 240_000)
