import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest'
import { launch } from './browser.ts'
import { Galley } from './galley.ts'
import { startHost, type Host } from './host.ts'

export interface Session {
  /** Holds the library and the settings; goes with the test. */
  readonly folder: string
  readonly library: string
  readonly browser: Browser
  readonly host: Host
  readonly galley: Galley
}

/**
 * One browser for a file of tests; for each test a host over a fresh library, and a page open on it, which must end
 * without troubles. `given` is told of them before each test.
 */
export function testSession(
  name: string,
  onStart: (session: Session) => void | Promise<void>,
  options: Parameters<Browser['newContext']>[0] = {},
): void {
  let browser: Browser
  let current: Session | null = null
  beforeAll(async () => {
    browser = await launch(inject('browser'))
  })
  afterAll(async () => {
    await browser.close()
  })
  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), `galley-${name}-`))
    const library = join(folder, 'library')
    const host = await startHost(library, join(folder, 'settings'))
    current = { folder, library, browser, host, galley: await Galley.open(browser, host, options) }
    await onStart(current)
  })
  afterEach(async () => {
    if (current === null) return
    const { folder, host, galley } = current
    current = null
    await galley.close()
    await host.stop()
    await rm(folder, { recursive: true, force: true })
  })
}
