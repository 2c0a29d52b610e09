import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStandin } from '../../standin/start.ts'
import { giveBack, shareBrowser } from '../rig/sharedBrowser.ts'

let browser: Browser
let folder = ''

beforeAll(async () => {
  browser = await shareBrowser()
  folder = await mkdtemp(join(tmpdir(), 'galley-smoke-test-'))
})

afterAll(async () => {
  await giveBack(browser)
  await rm(folder, { recursive: true, force: true })
})

test('the smoke run writes a draft, finds it, prints it, reports in one line and quits with 0', async () => {
  const library = join(folder, 'library')
  const app = await startStandin(browser, { folder, library, args: ['--smoke'] })
  const code = await app.ended
  expect(app.output()).toMatch(/^\{.*\}\n$/)
  expect(code).toBe(0)
  const report = JSON.parse(app.output()) as Record<string, unknown>
  expect(report).toMatchObject({
    electron: '45.4.1',
    isPackaged: false,
    fuses: null,
    isSaved: true,
    settings: { focusMode: true },
    found: ['A smoke run'],
  })
  expect(report.pdfBytes).toBeGreaterThan(1000)
  expect(report.firstPaintMs).toBeGreaterThan(0)
  // It worked in folders of its own.
  await expect(readdir(library)).rejects.toThrow('ENOENT')
  expect(await readdir(app.userData)).toEqual([])
})
