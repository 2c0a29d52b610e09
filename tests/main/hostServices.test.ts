import type { BrowserWindow, WebContents } from 'electron'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { done, problem } from '../../src/desk.ts'
import { realFiles } from '../../src/desk/disk/files.ts'
import { FakeContents, FakeWindow } from './electron.ts'
import { hostServices, libraryDialog, type HostParts } from '../../src/main/hostServices.ts'
import { Updates } from '../../src/main/updates/updates.ts'
import { fakeWindows } from './windows/rig.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-services-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const file = { name: 'recap.md', mime: 'text/markdown', bytes: new TextEncoder().encode('# Recap\n') }

/** Options of a save dialog. */
interface DialogOptions {
  defaultPath?: string
  filters?: unknown
}

/**
 * Sets up host services over doubles. The dialogs return `path`, or are cancelled if it is null; the question whether to
 * replace a file is answered with the button at `response`.
 */
function services(path: string | null, overrides: Partial<HostParts> = {}, response = 1) {
  const questions: string[] = []
  const dialogs: DialogOptions[] = []
  const copied: string[] = []
  const switchedTo: string[] = []
  const host = hostServices({
    dialog: {
      showSaveDialog: (...args: unknown[]) => {
        dialogs.push(args.at(-1) as DialogOptions)
        return Promise.resolve({ canceled: path === null, filePath: path ?? '' })
      },
      showOpenDialog: () =>
        Promise.resolve({ canceled: path === null, filePaths: path === null ? [] : [path] }),
      showMessageBox: (...args: unknown[]) => {
        questions.push((args.at(-1) as { readonly message: string }).message)
        return Promise.resolve({ response, checkboxChecked: false })
      },
    },
    clipboard: {
      writeText: (text) => {
        copied.push(text)
        return Promise.resolve()
      },
      write: (items) => {
        copied.push(...items.map((item) => JSON.stringify(item)))
        return Promise.resolve()
      },
    },
    ClipboardItem: function (this: object, texts: object) {
      Object.assign(this, texts)
    } as unknown as HostParts['ClipboardItem'],
    shell: { openExternal: () => Promise.resolve() },
    spelling: {
      check: (_languages, words) => Promise.resolve({ acceptsNames: words.length > 0, missing: [] }),
    },
    documents: {
      settingsFile: () => Promise.resolve(done('')),
      showFile: () => Promise.resolve(done(null)),
      showDraft: () => Promise.resolve(done(null)),
      showProgress: () => Promise.resolve(done(null)),
      announceEnd: () => Promise.resolve(done(null)),
      prepareDrag: () => Promise.resolve(done('')),
      startDrag: () => Promise.resolve(done(null)),
    },
    updates: new Updates({
      load: () => Promise.reject(new Error('not here')),
      obstacle: 'fromSource',
      settings: { read: () => ({ updates: 'auto' }) },
      broadcast: () => undefined,
      log: () => undefined,
      quit: () => undefined,
      platform: 'linux',
    }).services,
    windows: fakeWindows().windows.servicesFor(new FakeContents() as unknown as WebContents),
    log: { logError: () => Promise.resolve(done(null)), readLog: () => Promise.resolve(done('')) },
    pageReady: () => undefined,
    setMenus: () => undefined,
    contents: {
      print: (_options, callback) => callback?.(true, ''),
      printToPDF: ({ pageSize }) => Promise.resolve(Buffer.from(`%PDF ${JSON.stringify(pageSize)}`)),
    },
    window: () => null,
    folder,
    jobFile: () => Promise.resolve(problem('not-found', 'No such job.', '', '')),
    switchLibrary: (library) => {
      switchedTo.push(library)
    },
    ...overrides,
  })
  return { host, dialogs, questions, copied, switchedTo }
}

describe('saving a file', () => {
  test('writes it to the path that the writer chooses, and returns that path', async () => {
    const path = join(folder, 'elsewhere.md')
    expect(await services(path).host.saveFile(file)).toEqual(done(path))
    expect(await readFile(path, 'utf8')).toBe('# Recap\n')
    expect(await readdir(folder)).toEqual(['elsewhere.md'])
  })

  test('writes nothing if the writer cancels', async () => {
    expect(await services(null).host.saveFile(file)).toEqual(done(null))
    expect(await readdir(folder)).toEqual([])
  })

  test('suggests its name in the folder, and its extension', async () => {
    const { host, dialogs } = services(null)
    await host.saveFile(file)
    expect(dialogs).toEqual([
      {
        defaultPath: join(folder, 'recap.md'),
        filters: [{ name: 'MD', extensions: ['md'] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      },
    ])
  })

  for (const name of ['../../etc/recap.md', String.raw`..\..\recap.md`, '/etc/recap.md'])
    test(`suggests only the last part of ${name}`, async () => {
      const { host, dialogs } = services(null)
      await host.saveFile({ ...file, name })
      expect(dialogs[0]?.defaultPath).toBe(join(folder, 'recap.md'))
    })

  test('opens the dialog in the app’s window', async () => {
    const window = new FakeWindow({}) as unknown as BrowserWindow
    let parent: unknown
    const dialog = {
      showSaveDialog: (...args: unknown[]) => {
        parent = args[0]
        return Promise.resolve({ canceled: true, filePath: '' })
      },
      showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
      showMessageBox: () => Promise.resolve({ response: 0, checkboxChecked: false }),
    }
    await services(null, { window: () => window, dialog }).host.saveFile(file)
    expect(parent).toBe(window)
  })

  for (const [platform, typed, written] of [
    ['linux', 'recap', 'recap.md'],
    ['linux', 'Recap 1.2', 'Recap 1.2.md'],
    ['linux', 'recap.markdown', 'recap.markdown'],
    ['linux', 'RECAP.MD', 'RECAP.MD'],
    // The dialogs of the other systems add the ending themselves, unless the writer wants none.
    ['darwin', 'recap', 'recap'],
    ['win32', 'recap', 'recap'],
  ] as const)
    test(`to “${typed}” writes “${written}” on ${platform}`, async () => {
      await services(join(folder, typed), { platform }).host.saveFile(file)
      expect(await readdir(folder)).toEqual([written])
    })

  describe('over another file', () => {
    /** Saves over a file "old.md" whose name the writer typed as `typed`; returns the questions and what is in it then. */
    async function saveOver(platform: NodeJS.Platform, typed: string, response: number) {
      const path = join(folder, 'old.md')
      await writeFile(path, 'old')
      const { host, questions } = services(join(folder, typed), { platform }, response)
      const saved = await host.saveFile(file)
      return { questions, saved, text: await readFile(path, 'utf8') }
    }

    for (const [platform, typed] of [
      ['linux', 'old'],
      ['win32', 'old.md'],
    ] as const)
      test(`asks where the system’s own question is not certain: “${typed}” on ${platform}`, async () => {
        const refused = await saveOver(platform, typed, 0)
        expect(refused).toEqual({
          questions: ['“old.md” already exists. Replace it?'],
          saved: done(null),
          text: 'old',
        })
        expect((await saveOver(platform, typed, 1)).text).toBe('# Recap\n')
      })

    for (const platform of ['linux', 'darwin'] as const)
      test(`does not ask again on ${platform} after the system has asked`, async () => {
        expect(await saveOver(platform, 'old.md', 0)).toMatchObject({ questions: [], text: '# Recap\n' })
      })

    test('does not ask on Windows if it is an earlier export of the same name', async () => {
      const { host, questions } = services(join(folder, 'new.md'), { platform: 'win32' }, 0)
      for (let round = 0; round < 2; round += 1) expect(await host.saveFile(file)).toMatchObject({ ok: true })
      expect(questions).toEqual([])
      await host.saveFile({ ...file, name: 'another article.md' })
      expect(questions).toHaveLength(1)
    })

    test('leaves what cannot be looked at to the write, which reports it', async () => {
      const { host, questions } = services(join(folder, 'file', 'new.md'), { platform: 'win32' })
      await writeFile(join(folder, 'file'), '')
      expect(await host.saveFile(file)).toMatchObject({ ok: false })
      expect(questions).toEqual([])
    })
  })

  test('keeps the old file if the disk is full, and reports that', async () => {
    const path = join(folder, 'old.md')
    await writeFile(path, 'old')
    const files = {
      ...realFiles,
      open: () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    }
    const answer = await services(path, { files }).host.saveFile(file)
    expect(answer).toMatchObject({ ok: false, problem: { code: 'full' } })
    expect(await readFile(path, 'utf8')).toBe('old')
  })
})

describe('saving the file of a job', () => {
  async function jobFileWith(text = 'a zip') {
    const path = join(folder, 'made-by-the-job')
    await writeFile(path, text)
    return () => Promise.resolve(done({ name: 'Galley 2026-03-02.zip', path, size: text.length }))
  }

  test('copies it to the path that the writer chooses, over an older file', async () => {
    const path = join(folder, 'kept.zip')
    await writeFile(path, 'last year’s, and longer than the new one')
    const { host, dialogs } = services(path, { jobFile: await jobFileWith() })
    expect(await host.saveJobFile('j0bj0bj0b')).toEqual(done(path))
    expect(await readFile(path, 'utf8')).toBe('a zip')
    expect(dialogs[0]?.defaultPath).toBe(join(folder, 'Galley 2026-03-02.zip'))
    expect((await readdir(folder)).sort()).toEqual(['kept.zip', 'made-by-the-job'])
  })

  test('copies nothing if the writer cancels', async () => {
    const { host } = services(null, { jobFile: await jobFileWith() })
    expect(await host.saveJobFile('j0bj0bj0b')).toEqual(done(null))
    expect(await readdir(folder)).toEqual(['made-by-the-job'])
  })

  test('keeps the older file if the disk fills up after a partial write', async () => {
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
    const { host } = services(path, { jobFile: await jobFileWith('more than three bytes'), files })
    expect(await host.saveJobFile('j0bj0bj0b')).toMatchObject({ ok: false, problem: { code: 'full' } })
    expect(await readFile(path, 'utf8')).toBe('old')
    expect((await readdir(folder)).sort()).toEqual(['kept.zip', 'made-by-the-job'])
  })

  test('returns a problem if the job is gone, and opens no dialog', async () => {
    const { host, dialogs } = services(join(folder, 'kept.zip'))
    expect(await host.saveJobFile('j0bj0bj0b')).toMatchObject({ ok: false, problem: { code: 'not-found' } })
    expect(dialogs).toEqual([])
  })
})

describe('choosing a drafts folder', () => {
  test('says what is chosen on macOS too, whose dialog shows no title', () => {
    const { title, message } = libraryDialog()
    expect(title).toBe('Library folder')
    expect(message).toBe(title)
  })

  test('switches to it', async () => {
    const { host, switchedTo } = services(folder)
    expect(await host.chooseLibrary()).toEqual(done(folder))
    expect(switchedTo).toEqual([folder])
  })

  test('changes nothing if the writer cancels', async () => {
    const { host, switchedTo } = services(null)
    expect(await host.chooseLibrary()).toEqual(done(null))
    expect(switchedTo).toEqual([])
  })
})

describe('printing', () => {
  const printer = (isPrinted: boolean, reason: string): HostParts['contents'] => ({
    print: (_options, callback) => callback?.(isPrinted, reason),
    printToPDF: () => Promise.reject(new Error('no printer')),
  })

  test('saves a PDF on the paper that was asked for, where the writer chooses', async () => {
    const path = join(folder, 'ferry.pdf')
    const { host, dialogs } = services(path)
    expect(await host.savePdf('ferry.pdf', 'Letter')).toEqual(done(path))
    expect(await readFile(path, 'utf8')).toBe('%PDF "Letter"')
    expect(dialogs[0]?.defaultPath).toBe(join(folder, 'ferry.pdf'))
  })

  test('says why there is no PDF, and opens no dialog', async () => {
    const { host, dialogs } = services(null, { contents: printer(false, '') })
    expect(await host.savePdf('ferry.pdf', 'A4')).toMatchObject({ ok: false })
    expect(dialogs).toEqual([])
  })

  test('tells a failure from a print that the writer cancelled', async () => {
    const printed = (reason: string) => services(null, { contents: printer(false, reason) }).host.print()
    expect(await printed('Print job canceled')).toEqual(done(null))
    expect(await printed('Print job failed')).toMatchObject({ ok: false })
  })
})

describe('copying a text', () => {
  test('puts it on the clipboard', async () => {
    const { host, copied } = services(null)
    expect(await host.copyText('“words”')).toEqual(done(null))
    expect(copied).toEqual(['“words”'])
  })

  test('puts formatted text and plain text on it together', async () => {
    const { host, copied } = services(null)
    expect(await host.copyRich('words', '<p>words</p>')).toEqual(done(null))
    expect(copied).toEqual([JSON.stringify({ 'text/plain': 'words', 'text/html': '<p>words</p>' })])
  })

  test('returns a problem if the clipboard fails', async () => {
    const busy = (): Promise<void> => Promise.reject(new Error('busy'))
    const { host } = services(null, { clipboard: { writeText: busy, write: busy } })
    expect(await host.copyText('x')).toMatchObject({ ok: false })
    expect(await host.copyRich('x', '<p>x</p>')).toMatchObject({ ok: false })
  })
})
