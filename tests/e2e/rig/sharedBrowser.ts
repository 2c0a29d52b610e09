import type { Browser } from 'playwright-core'
import { inject } from 'vitest'
import { launch } from './browser.ts'
import { isKept } from './keptPage.ts'

let started: Promise<Browser> | null = null

/**
 * Returns the browser that the test files of this process use one after the other, and starts it if it does not run. It
 * ends with the process. A file gives it back by {@link giveBack}.
 */
export async function shareBrowser(): Promise<Browser> {
  const running = await started
  if (running?.isConnected() === true) return running
  started = launch(inject('browser'))
  return started
}

/** Closes what the tests of a file left open in the browser; only kept pages stay, empty. */
export async function giveBack(browser: Browser): Promise<void> {
  for (const context of browser.contexts()) if (!isKept(browser, context)) await context.close()
}
