import type { App } from 'vue'
import { MAX_ERROR_LENGTH } from '../../contract/guards.ts'
import { host } from './desk.ts'

/** Reports beyond this number are dropped: an error that repeats at every key says nothing new. */
const MAX_REPORTS = 50

let reported = 0

/** Adds an error to the host's log. */
function report(error: unknown): void {
  reported += 1
  if (reported > MAX_REPORTS) return
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  void host.logError(`${name}: ${message}`.slice(0, MAX_ERROR_LENGTH), stack.slice(0, MAX_ERROR_LENGTH))
}

/** Puts every error that nobody caught into the host's log, for Help > Report a problem. The console shows it as before. */
export function watchErrors(app: App): void {
  app.config.errorHandler = (error) => {
    console.error(error)
    report(error)
  }
  window.addEventListener('error', ({ error, message }) => {
    report(error ?? message)
  })
  window.addEventListener('unhandledrejection', ({ reason }) => {
    report(reason)
  })
}
