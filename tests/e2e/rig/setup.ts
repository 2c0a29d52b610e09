import type { TestProject } from 'vitest/node'
import { findBrowser, type BrowserInstallation } from './browser.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    browser: BrowserInstallation
  }
}

/** Finds the browser once for all files. Without one nothing here can be shown, so the whole run fails. */
export default async function setup(project: TestProject): Promise<void> {
  const browser = await findBrowser()
  process.stderr.write(`browser: ${browser.executable} (${browser.source})\n`)
  project.provide('browser', browser)
}
