import type { BrowserWindow } from 'electron'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { done, problem } from '../../src/desk.ts'
import { realFiles } from '../../src/desk/disk/files.ts'
import { FakeWindow } from './electron.ts'
import { hostServices, type HostParts } from '../../src/main/hostServices.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-services-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const file = { name: 'recap.md', mime: 'text/markdown', bytes: new TextEncoder().encode('# Recap\n') }

interface Asked {
  defaultPath?: string
  filters?: unknown
}

/** Host services over doubles; the save dialog answers `path`, or a cancel for null. */
function services(path: string | null, more: Partial<HostParts> = {}) {
  const asked: Asked[] = []
  const copied: string[] = []
  const went: string[] = []
  const given = hostServices({
    dialog: {
      showSaveDialog: (...args: unknown[]) => {
        asked.push(args.at(-1) as Asked)
        return Promise.resolve({ canceled: path === null, filePath: path ?? '' })
      },
      showOpenDialog: () =>
        Promise.resolve({ canceled: path === null, filePaths: path === null ? [] : [path] }),
    },
    clipboard: {
      writeText: (text) => {
        copied.push(text)
        return Promise.resolve()
      },
    },
    shell: { openExternal: () => Promise.resolve() },
    spelling: { check: (_language, words) => Promise.resolve(words.length > 0) },
    window: () => null,
    folder,
    jobFile: () => Promise.resolve(problem('not-found', 'No such job.', '', '')),
    switchLibrary: (library) => {
      went.push(library)
    },
    ...more,
  })
  return { given, asked, copied, went }
}

describe('saving a file', () => {
  test('goes where the writer says, whole, and answers where that was', async () => {
    const path = join(folder, 'elsewhere.md')
    expect(await services(path).given.saveFile(file)).toEqual(done(path))
    expect(await readFile(path, 'utf8')).toBe('# Recap\n')
    expect(await readdir(folder)).toEqual(['elsewhere.md'])
  })

  test('writes nothing when the writer cancels', async () => {
    expect(await services(null).given.saveFile(file)).toEqual(done(null))
    expect(await readdir(folder)).toEqual([])
  })

  test('suggests the bare name in the folder, and its ending', async () => {
    const { given, asked } = services(null)
    await given.saveFile(file)
    expect(asked).toEqual([
      { defaultPath: join(folder, 'recap.md'), filters: [{ name: 'MD', extensions: ['md'] }] },
    ])
  })

  for (const name of ['../../etc/recap.md', String.raw`..\..\recap.md`, '/etc/recap.md'])
    test(`suggests no path, whatever ${name} says`, async () => {
      const { given, asked } = services(null)
      await given.saveFile({ ...file, name })
      expect(asked[0]?.defaultPath).toBe(join(folder, 'recap.md'))
    })

  test('asks in the window it belongs to', async () => {
    const window = new FakeWindow({}) as unknown as BrowserWindow
    let parent: unknown
    const dialog = {
      showSaveDialog: (...args: unknown[]) => {
        parent = args[0]
        return Promise.resolve({ canceled: true, filePath: '' })
      },
      showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
    }
    await services(null, { window: () => window, dialog }).given.saveFile(file)
    expect(parent).toBe(window)
  })

  test('leaves the old file when the disk is full, and says so', async () => {
    const path = join(folder, 'old.md')
    await writeFile(path, 'old')
    const files = {
      ...realFiles,
      open: () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    }
    const answer = await services(path, { files }).given.saveFile(file)
    expect(answer).toMatchObject({ ok: false, problem: { code: 'full' } })
    expect(await readFile(path, 'utf8')).toBe('old')
  })
})

describe('handing over what a job made', () => {
  async function made(text = 'a zip') {
    const path = join(folder, 'made-by-the-job')
    await writeFile(path, text)
    return () => Promise.resolve(done({ name: 'Galley 2026-03-02.zip', path, size: text.length }))
  }

  test('copies it to where the writer says, whole, over an older one', async () => {
    const path = join(folder, 'kept.zip')
    await writeFile(path, 'last year’s, and longer than the new one')
    const { given, asked } = services(path, { jobFile: await made() })
    expect(await given.saveJobFile('j0bj0bj0b')).toEqual(done(path))
    expect(await readFile(path, 'utf8')).toBe('a zip')
    expect(asked[0]?.defaultPath).toBe(join(folder, 'Galley 2026-03-02.zip'))
    expect((await readdir(folder)).sort()).toEqual(['kept.zip', 'made-by-the-job'])
  })

  test('leaves it with the job when the writer cancels', async () => {
    const { given } = services(null, { jobFile: await made() })
    expect(await given.saveJobFile('j0bj0bj0b')).toEqual(done(null))
    expect(await readdir(folder)).toEqual(['made-by-the-job'])
  })

  test('leaves the older file on a disk that takes half of each piece and then no more', async () => {
    const path = join(folder, 'kept.zip')
    await writeFile(path, 'old')
    const files: typeof realFiles = {
      ...realFiles,
      open: async (name, flags, mode) => {
        const file = await realFiles.open(name, flags, mode)
        let room = 3
        const write = async (bytes: Uint8Array) => {
          const { bytesWritten } = await file.write(bytes.subarray(0, room))
          room -= bytesWritten
          return { bytesWritten }
        }
        return { ...file, write }
      },
    }
    const { given } = services(path, { jobFile: await made('more than three bytes'), files })
    expect(await given.saveJobFile('j0bj0bj0b')).toMatchObject({ ok: false, problem: { code: 'full' } })
    expect(await readFile(path, 'utf8')).toBe('old')
    expect((await readdir(folder)).sort()).toEqual(['kept.zip', 'made-by-the-job'])
  })

  test('of a job that is gone is a problem, and nobody is asked', async () => {
    const { given, asked } = services(join(folder, 'kept.zip'))
    expect(await given.saveJobFile('j0bj0bj0b')).toMatchObject({ ok: false, problem: { code: 'not-found' } })
    expect(asked).toEqual([])
  })
})

describe('choosing a drafts folder', () => {
  test('goes on with it', async () => {
    const { given, went } = services(folder)
    expect(await given.chooseLibrary()).toEqual(done(folder))
    expect(went).toEqual([folder])
  })

  test('changes nothing when the writer cancels', async () => {
    const { given, went } = services(null)
    expect(await given.chooseLibrary()).toEqual(done(null))
    expect(went).toEqual([])
  })
})

describe('copying a text', () => {
  test('puts it on the clipboard', async () => {
    const { given, copied } = services(null)
    expect(await given.copyText('“words”')).toEqual(done(null))
    expect(copied).toEqual(['“words”'])
  })

  test('answers with a problem when the clipboard will not', async () => {
    const clipboard = { writeText: () => Promise.reject(new Error('busy')) }
    expect(await services(null, { clipboard }).given.copyText('x')).toMatchObject({ ok: false })
  })
})
