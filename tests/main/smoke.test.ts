import type { WebContents } from 'electron'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runSmoke, type SmokeParts } from '../../src/main/smoke/smoke.ts'
import { isSmokeRun, setupSmokeRun } from '../../src/main/smoke/smokeRun.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'galley-smoke-test-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/** A run over a page that does all that it is asked for; `page` replaces what it does. */
function smoke(page: Partial<Record<keyof SmokeParts['contents'], () => unknown>> = {}, isPackaged = false) {
  const log: string[] = []
  const typed: string[] = []
  const contents = {
    executeJavaScript: (script: string) =>
      Promise.resolve(
        script.includes('listDrafts') ? ['A smoke run'] : script.includes('paint') ? 1500 : true,
      ),
    insertText: (text: string) => {
      typed.push(text)
      put('library/d/article.json', JSON.stringify(typed))
      return Promise.resolve()
    },
    printToPDF: () => Promise.resolve(Buffer.from('%PDF-1.7')),
    capturePage: () =>
      Promise.resolve({ toPNG: () => Buffer.alloc(9), getSize: () => ({ width: 3, height: 2 }) }),
    ...page,
  } as unknown as Pick<WebContents, 'executeJavaScript' | 'insertText' | 'printToPDF' | 'capturePage'>
  const parts: SmokeParts = {
    app: {
      getVersion: () => '9.9.9',
      isPackaged,
      quit: () => log.push('quit'),
      exit: (code) => log.push(`exit ${String(code)}`),
    },
    contents,
    send: (event) => {
      if (event.kind === 'command' && event.id === 'view.focusMode')
        put('userData/settings.json', '{"focusMode": true}')
    },
    folders: { userData: join(folder, 'userData'), library: join(folder, 'library') },
    startedAt: 1000,
    readFuses: () => Promise.resolve({ RunAsNode: false }),
    print: (line) => log.push(line),
    printError: (line) => log.push(line),
    timeoutMs: 500,
  }
  return { log, typed, run: () => runSmoke(parts) }
}

describe('a smoke run', () => {
  test('is asked for by a flag or a variable', () => {
    expect(isSmokeRun(['galley', '.', '--smoke'], {})).toBe(true)
    expect(isSmokeRun(['galley', '.'], { GALLEY_SMOKE: '1' })).toBe(true)
    expect(isSmokeRun(['galley', '.', 'smoke.md'], { GALLEY_SMOKE: '0' })).toBe(false)
  })

  test('gets folders of its own, whatever the command line names', () => {
    const paths: string[] = []
    const args = ['galley', '.', '--library=/drafts']
    const folders = setupSmokeRun({ setPath: (name, path) => void paths.push(`${name} ${path}`) }, args)
    expect(paths).toEqual([`userData ${folders.userData}`])
    expect(args.at(-1)).toBe(`--library=${folders.library}`)
    expect(existsSync(folders.library)).toBe(true)
  })

  test('reports what it saw in one line, and quits', async () => {
    const { log, typed, run } = smoke()
    await run()
    expect(log).toHaveLength(2)
    expect(JSON.parse(log[0] ?? '')).toMatchObject({
      galley: '9.9.9',
      firstPaintMs: 500,
      fuses: null,
      isSaved: true,
      settings: { focusMode: true },
      found: ['A smoke run'],
      pdfBytes: 8,
      picture: { bytes: 9, width: 3, height: 2 },
    })
    expect(log[1]).toBe('quit')
    expect(typed).toHaveLength(2)
  })

  test('reads the fuses of a packaged program', async () => {
    const { log, run } = smoke({}, true)
    await run()
    expect(JSON.parse(log[0] ?? '')).toMatchObject({ isPackaged: true, fuses: { RunAsNode: false } })
  })

  test.each([
    [
      'nothing is saved',
      { insertText: () => Promise.resolve() },
      /until the draft is on the disk|longer than/,
    ],
    ['the page hangs', { executeJavaScript: () => new Promise(() => undefined) }, /longer than 500 ms/],
    ['what is printed is no PDF', { printToPDF: () => Promise.resolve(Buffer.from('')) }, /no PDF/],
    ['the page’s process is gone', { capturePage: () => Promise.reject(new Error('gone')) }, /gone/],
  ] as const)('fails with the reason if %s', async (_what, page, reason) => {
    put('library/d/other.txt', '')
    const { log, run } = smoke(page)
    await run()
    expect(log).toEqual([expect.stringMatching(reason), 'exit 1'])
  })
})
