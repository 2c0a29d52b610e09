import type { BrowserWindow, Dialog } from 'electron'
import { type ClosingChoice, type ClosingState, done, type HostServices } from '../../desk.ts'
import type { Lifecycle } from '../lifecycle.ts'
import { t } from '../messages.ts'

export interface ClosingParts {
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  readonly quit: Pick<Lifecycle, 'isQuitting' | 'cancelQuit'>
}

/** What can be chosen in each state, in the order of the buttons. The first one changes nothing. */
const CHOICES: Readonly<Record<ClosingState, readonly ClosingChoice[]>> = {
  saving: ['wait', 'stay', 'discard'],
  failed: ['stay', 'saveElsewhere', 'discard'],
}

/**
 * Asks the writer what to do with a window that was to close, or that holds up quitting, while words are not on the disk. The
 * window comes to the front: it may be minimized. To keep it takes the request to quit back.
 */
export class Closing {
  readonly #parts: ClosingParts
  /** The questions on screen, each with what removes it. */
  readonly #questions = new WeakMap<BrowserWindow, AbortController>()

  constructor(parts: ClosingParts) {
    this.#parts = parts
  }

  /** Returns the host service for the page of a window; null for a window that is gone. */
  servicesFor(window: BrowserWindow | null): Pick<HostServices, 'askBeforeClosing'> {
    return {
      askBeforeClosing: async (state, reason) =>
        done(window === null || window.isDestroyed() ? 'stay' : await this.#ask(window, state, reason)),
    }
  }

  async #ask(window: BrowserWindow, state: ClosingState, reason: string): Promise<ClosingChoice> {
    const { dialog, quit } = this.#parts
    this.#questions.get(window)?.abort()
    const question = new AbortController()
    this.#questions.set(window, question)
    const remove = (): void => {
      question.abort()
    }
    // The words are on the disk after all, or the writer closes the window once more.
    window.once('close', remove)
    if (window.isMinimized()) window.restore()
    window.show()
    const choices = CHOICES[state]
    const discard = quit.isQuitting() ? 'closing.quitAnyway' : 'closing.discard'
    const { response } = await dialog.showMessageBox(window, {
      type: state === 'failed' ? 'error' : 'info',
      message: t(`closing.${state}.message`),
      detail: t(`closing.${state}.detail`, { reason }),
      buttons: choices.map((choice) => t(choice === 'discard' ? discard : `closing.${choice}`)),
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal: question.signal,
    })
    window.removeListener('close', remove)
    if (question.signal.aborted) return 'wait'
    const choice = choices[response] ?? 'stay'
    if (choice === 'stay') quit.cancelQuit()
    return choice
  }
}
