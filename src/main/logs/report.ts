import type { App } from 'electron'
import { done, type HostServices } from '../../desk.ts'
import type { Log } from './logFile.ts'

export interface ReportParts {
  readonly app: Pick<App, 'getVersion'>
  /** Versions, platform and architecture are read from it. */
  readonly process: Pick<NodeJS.Process, 'versions' | 'platform' | 'arch'>
  /** The system's own version. */
  readonly systemVersion: string
  readonly log: Log
}

/** Returns the host services about the log: the page adds its errors and reads everything. */
export function logServices({
  app,
  process,
  systemVersion,
  log,
}: ReportParts): Pick<HostServices, 'logError' | 'readLog'> {
  const { electron, chrome, node } = process.versions
  const versions = [
    `Galley ${app.getVersion()}`,
    `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    `${process.platform} ${process.arch} ${systemVersion}`,
  ]
  return {
    logError: (message, stack) => {
      log.write('page', message, stack)
      return Promise.resolve(done(null))
    },
    readLog: () => Promise.resolve(done([...versions, '', log.read()].join('\n'))),
  }
}
