import type { BrowserWindow } from 'electron'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { done } from '../../src/desk.ts'
import { realFiles } from '../../src/desk/files.ts'
import { FakeWindow } from './electron.ts'
import { hostServices, type HostPieces } from '../../src/main/hostServices.ts'

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
function services(path: string | null, more: Partial<HostPieces> = {}) {
  const asked: Asked[] = []
  const copied: string[] = []
  const given = hostServices({
    dialog: {
      showSaveDialog: (...args: unknown[]) => {
        asked.push(args.at(-1) as Asked)
        return Promise.resolve({ canceled: path === null, filePath: path ?? '' })
      },
    },
    clipboard: {
      writeText: (text) => {
        copied.push(text)
        return Promise.resolve()
      },
    },
    shell: { openExternal: () => Promise.resolve() },
    window: () => null,
    folder,
    ...more,
  })
  return { given, asked, copied }
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
