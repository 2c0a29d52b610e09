import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** The command as it is built and shipped: one folder that needs nothing beside it but a Node. */

const ROOT = join(import.meta.dirname, '..', '..')
const BUILT = join(ROOT, 'out', 'cli', 'galley.js')
const FIXTURES = join(ROOT, 'tests', 'fixtures')
const GOLDEN = join(ROOT, 'tests', 'golden', 'exports')
const TEA = join(FIXTURES, 'articles', 'tea-at-midnight.txt')

const run = promisify(execFile)

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-command-'))
  await cp(dirname(BUILT), join(folder, 'cli'), { recursive: true })
  await writeFile(join(folder, 'cli', 'package.json'), '{"type":"module"}')
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** What the command prints, run in a folder that has nothing else of ours. */
async function galley(...args: string[]): Promise<string> {
  return (
    await run(process.execPath, [join('cli', 'galley.js'), ...args], { cwd: folder, maxBuffer: 1 << 26 })
  ).stdout
}

describe('the built command', () => {
  test('prints the outline of an article', async () => {
    const outline = await readFile(join(FIXTURES, 'outlines', 'tea-at-midnight.outline.json'), 'utf8')
    expect(JSON.parse(await galley('outline', TEA))).toEqual(JSON.parse(outline))
  })

  test.each([
    [['--to', 'md'], 'tea-at-midnight.portable.md'],
    [['--to', 'md', '--profile', 'structured'], 'tea-at-midnight.structured.md'],
    [['--to', 'html'], 'tea-at-midnight.page.html'],
    [['--to', 'html', '--profile', 'fragment'], 'tea-at-midnight.fragment.html'],
  ])('converts %j as the page exports it', async (args, golden) => {
    await galley('convert', TEA, ...args, '-o', 'out')
    expect(await readFile(join(folder, 'out'), 'utf8')).toBe(await readFile(join(GOLDEN, golden), 'utf8'))
  })

  test('exits with 2 and one line of error when it cannot read its input', async () => {
    await expect(galley('convert', 'none.txt', '--to', 'md', '-o', 'none.md')).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'galley: none.txt: no such file. Check the name and the folder.\n',
    })
    await expect(stat(join(folder, 'none.md'))).rejects.toThrow('ENOENT')
  })

  test('starts by its own name', async () => {
    const { mode } = await stat(BUILT)
    // Windows starts by the ending, and has no such bits.
    if (process.platform !== 'win32') expect(mode & 0o111).toBe(0o111)
    expect(await readFile(BUILT, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  })
})
