import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileExtensions } from '../../../src/article/index.ts'
import { MAX_OPENED_FILES, OPENED_ENDINGS } from '../../../src/contract/host/documents.ts'
import { realFiles } from '../../../src/desk/disk/index.ts'
import { readOpenedFiles } from '../../../src/main/documents/openedFiles.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-opened-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const at = (name: string): string => join(folder, name)
const read = (paths: readonly string[]) => readOpenedFiles(realFiles, paths)
const limits = { text: 10, draft: 20, total: 25 }

test('files are read with their names, a file that is named twice once', async () => {
  await writeFile(at('tram.md'), '# Tram')
  const { files, skipped } = await read([at('tram.md'), at('tram.md')])
  expect(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
    ['tram.md', '# Tram'],
  ])
  expect(skipped).toEqual([])
})

test('every kind of text that Galley reads can be opened', () => {
  expect(fileExtensions.filter((ending) => !OPENED_ENDINGS.includes(ending))).toEqual([])
})

test('a folder, another kind of file, and one that is gone are skipped with a reason', async () => {
  await mkdir(at('folder.md'))
  const { files, skipped } = await read([at('folder.md'), at('virus.exe'), at('gone.md')])
  expect(files).toEqual([])
  expect(skipped).toEqual([
    { name: 'folder.md', reason: expect.stringContaining('EISDIR') as string },
    { name: 'virus.exe', reason: 'Galley does not open this kind of file' },
    { name: 'gone.md', reason: expect.stringContaining('ENOENT') as string },
  ])
})

test('a Word document is read, a file of another word processor is skipped with what to do instead', async () => {
  await writeFile(at('tram.docx'), 'PK')
  const { files, skipped } = await read([at('tram.docx'), at('tram.odt')])
  expect(files.map(({ name }) => name)).toEqual(['tram.docx'])
  expect(skipped).toEqual([{ name: 'tram.odt', reason: expect.stringContaining('paste it here') as string }])
})

test.skipIf(process.platform === 'win32')(
  'a link to a text is followed, one to a device is not',
  async () => {
    await writeFile(at('real.txt'), 'words')
    await symlink(at('real.txt'), at('link.txt'))
    await symlink('/dev/zero', at('device.txt'))
    const { files, skipped } = await read([at('link.txt'), at('device.txt')])
    expect(files.map(({ name }) => name)).toEqual(['link.txt'])
    expect(skipped).toEqual([{ name: 'device.txt', reason: expect.stringContaining('ENOTREG') as string }])
  },
)

test('a file of 3 GB is skipped before it is read', async () => {
  await writeFile(at('huge.md'), '')
  await truncate(at('huge.md'), 3 * 1024 ** 3)
  const { files, skipped } = await read([at('huge.md')])
  expect(files).toEqual([])
  expect(skipped).toEqual([{ name: 'huge.md', reason: expect.stringContaining('EFBIG') as string }])
})

test('all files together are limited too', async () => {
  for (const name of ['a.md', 'b.md', 'c.md']) await writeFile(at(name), '123456789')
  const paths = ['a.md', 'b.md', 'c.md'].map(at)
  const { files, skipped } = await readOpenedFiles(realFiles, paths, limits)
  expect(files.map(({ name }) => name)).toEqual(['a.md', 'b.md'])
  expect(skipped.map(({ name }) => name)).toEqual(['c.md'])
})

test('a Galley file may be larger than a text', async () => {
  await writeFile(at('tram.galley'), 'x'.repeat(20))
  await writeFile(at('tram.txt'), 'x'.repeat(20))
  const { files } = await readOpenedFiles(realFiles, [at('tram.galley'), at('tram.txt')], limits)
  expect(files.map(({ name }) => name)).toEqual(['tram.galley'])
})

test('of 200 files, as many as the limit are read', async () => {
  const paths = Array.from({ length: 200 }, (_, index) => at(`many-${String(index)}.txt`))
  await Promise.all(paths.map((path) => writeFile(path, 'words')))
  const { files, skipped } = await read(paths)
  expect(files).toHaveLength(MAX_OPENED_FILES)
  expect(skipped).toHaveLength(200 - MAX_OPENED_FILES)
})
