import type { App, CrashReporter, Dialog } from 'electron'
import { t } from '../messages.ts'
import type { Log } from './logFile.ts'

export interface CrashParts {
  readonly app: Pick<App, 'quit'>
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  readonly crashReporter: Pick<CrashReporter, 'start'>
  /** The process whose errors are caught. */
  readonly process: Pick<NodeJS.Process, 'on'>
  readonly log: Log
}

const QUIT = 1

/**
 * Logs errors of the main process that nobody caught, and tells the writer, who decides whether to go on: pages save through
 * this process, so it must not end by itself. Memory dumps of crashed processes stay on this machine, because they can
 * contain an article.
 */
export function setupCrashes({ app, dialog, crashReporter, process, log }: CrashParts): void {
  crashReporter.start({ uploadToServer: false })
  let isAsking = false
  const onError = (error: unknown): void => {
    const { message, stack } = error instanceof Error ? error : { message: String(error), stack: '' }
    log.write('main', `uncaught: ${message}`, stack)
    // One question at a time: an error may repeat.
    if (isAsking) return
    isAsking = true
    dialog
      .showMessageBox({
        type: 'error',
        message: t('uncaught.message'),
        detail: t('uncaught.detail'),
        buttons: [t('uncaught.continue'), t('uncaught.quit')],
        defaultId: 0,
        cancelId: 0,
      })
      .then(({ response }) => {
        if (response === QUIT) app.quit()
      })
      .catch((failure: unknown) => {
        log.write('main', `no message box: ${String(failure)}`)
      })
      .finally(() => {
        isAsking = false
      })
  }
  process.on('uncaughtException', onError)
  process.on('unhandledRejection', onError)
}
