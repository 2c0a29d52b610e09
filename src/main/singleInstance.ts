import type { App } from 'electron'
import type { StartArguments } from './documents/opening.ts'

/**
 * Acquires the app's single-instance lock. Must be called first, before anything touches the disk. The first instance is
 * told about a second start (`second-instance`) and shows its window; the second instance exits here.
 * @param start what this instance was asked to open: plain data that the first instance receives
 * @returns true if this is the only instance; if false, the process is exiting and must do nothing more
 */
export function setupSingleInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'exit'>,
  start: StartArguments,
): boolean {
  const isFirst = app.requestSingleInstanceLock({ ...start })
  if (!isFirst) app.exit(0)
  return isFirst
}
