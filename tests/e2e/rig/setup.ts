import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { electronAbsence } from '../../../scripts/electron.mjs'
import { findBrowser, type BrowserInstallation } from './browser.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    browser: BrowserInstallation
  }
}

const ROOT = join(import.meta.dirname, '..', '..', '..')

/**
 * Finds the browser for a target's files. Without one nothing here can be shown, so the whole run fails.
 * @throws Error if the target is Electron and Electron does not run here
 */
export default async function setup(project: TestProject): Promise<void> {
  const absence = project.name === 'electron' ? electronAbsence(ROOT) : null
  if (absence !== null) throw new Error(`the target electron cannot run: ${absence}`)
  const browser = await findBrowser()
  process.stderr.write(`target: ${project.name}; browser: ${browser.executable} (${browser.source})\n`)
  project.provide('browser', browser)
}
