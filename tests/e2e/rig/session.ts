import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { Galley, PAGE_OPTIONS } from './galley.ts'
import { startHost, type Host } from './host.ts'
import { lendPage, returnPage, type KeptPage } from './keptPage.ts'
import { giveBack, shareBrowser } from './sharedBrowser.ts'

export interface Session {
  /** Holds the library and the settings; goes with the test. */
  readonly folder: string
  readonly library: string
  readonly browser: Browser
  readonly host: Host
  readonly galley: Galley
}

/**
 * The shared browser; for each test a host over a fresh library, and a page open on it, which must end
 * without troubles. On the browser host the page is kept from test to test and from file to file. `onStart` is told of them before each test.
 */
export function testSession(
  name: string,
  onStart: (session: Session) => void | Promise<void>,
  options: Parameters<Browser['newContext']>[0] = {},
): void {
  let browser: Browser
  let kept: KeptPage
  let current: Session | null = null
  const context = { ...PAGE_OPTIONS, ...options }
  beforeAll(async () => {
    browser = await shareBrowser()
    kept = lendPage(browser, context)
  })
  afterAll(async () => {
    returnPage(browser, context, kept)
    await giveBack(browser)
  })
  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), `galley-${name}-`))
    const library = join(folder, 'library')
    const host = await startHost(library, join(folder, 'settings'), { kept })
    current = { folder, library, browser, host, galley: await Galley.open(browser, host, options) }
    await onStart(current)
  })
  afterEach(async ({ task }) => {
    if (current === null) return
    const { folder, host, galley } = current
    current = null
    if (kept.holds(galley.page)) await kept.leave(task.result?.state !== 'fail')
    else await galley.context.close()
    expect(galley.problems).toEqual([])
    await host.stop()
    await rm(folder, { recursive: true, force: true })
  })
}
