import { test } from 'vitest'

/**
 * What the end-to-end specs run on: the browser host, the desktop app on the stand-in for Electron, or the desktop app
 * in Electron itself. vitest.e2e.config.ts sets `GALLEY_TARGET` for each of its projects.
 */
export type Target = 'browser' | 'desktop' | 'electron'

/** The target of this run. */
export const target = (process.env.GALLEY_TARGET ?? 'browser') as Target

/**
 * Returns `test` if this run is on one of the targets; else a `test` that is skipped.
 * @param reason why the spec concerns no other target; it is printed where the spec is skipped
 */
export function onlyOn(targets: readonly Target[], reason: string): typeof test.skip {
  if (targets.includes(target)) return test
  process.stderr.write(`not on the target ${target}: ${reason}\n`)
  return test.skip
}
