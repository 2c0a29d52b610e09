import type { AppUpdater, UpdateInfo } from 'electron-updater'
import type { UpdateState } from '../../contract/host/updates.ts'
import { done, problem, type HostEvent, type HostServices, type Outcome } from '../../desk.ts'
import type { Settings } from '../../settings.ts'
import { t } from '../messages.ts'
import type { Obstacle } from './obstacle.ts'
import { notesText } from './notes.ts'

/**
 * Updates of the app, by electron-updater, which is loaded at the first check. It downloads from one address over https,
 * checks the package's hash, and its signature on Windows and macOS.
 *
 * An update is never installed over unsaved words. Both ways go through the app's own quit, in which pages save and the desk
 * closes: at a quit of the writer's, electron-updater installs after the end; at "Restart and update", `finish` does.
 */

/** The part of electron-updater that is used. */
export type Updater = Pick<
  AppUpdater,
  'autoDownload' | 'autoInstallOnAppQuit' | 'logger' | 'checkForUpdates' | 'downloadUpdate' | 'quitAndInstall'
> & { on(name: 'update-downloaded', listener: (info: UpdateInfo) => void): unknown }

export interface UpdatesParts {
  readonly load: () => Promise<Updater>
  /** Why this Galley does not update itself; null if it does. */
  readonly obstacle: Obstacle | null
  readonly settings: { readonly read: () => Pick<Settings, 'updates'> }
  /** Sends an event to all pages. */
  readonly broadcast: (event: HostEvent) => void
  readonly log: (line: string) => void
  /** Quits as the menu does. */
  readonly quit: () => void
  readonly platform: NodeJS.Platform
  readonly firstCheckMs?: number
}

/** When the first check is after the start: not while the writer waits for the window. */
const FIRST_CHECK_MS = 15_000
const CHECK_INTERVAL_MS = 24 * 60 * 60 * 1000

const NONE: UpdateState = { status: 'none', version: '', notes: '' }

export class Updates {
  readonly #parts: UpdatesParts
  #loading: Promise<Updater> | null = null
  /** The updater, once it is loaded. */
  #updater: Updater | null = null
  #state = NONE
  #isInstalling = false

  constructor(parts: UpdatesParts) {
    this.#parts = parts
  }

  /** Looks for updates now and then, unless the writer wants none. */
  start(): void {
    const { obstacle, firstCheckMs = FIRST_CHECK_MS } = this.#parts
    if (obstacle !== null) return
    const check = (): void => void this.#checkUnasked()
    setTimeout(check, firstCheckMs).unref()
    setInterval(check, CHECK_INTERVAL_MS).unref()
  }

  /** The host services about updates. */
  readonly services: Pick<HostServices, 'checkForUpdates' | 'installUpdate'> = {
    checkForUpdates: () => this.#attempt('failed', () => this.#check()),
    installUpdate: () => this.#attempt('downloadFailed', () => this.#install()),
  }

  /**
   * Installs the update for which the app quits, and starts it. To be called when nothing is left to save.
   * @returns true if the updater ends the process itself, as it does on macOS
   */
  finish(): boolean {
    if (!this.#isInstalling || this.#updater === null) return false
    this.#isInstalling = false
    this.#updater.quitAndInstall(true, true)
    return this.#parts.platform === 'darwin'
  }

  /** The app stays after all: a later quit only quits. */
  cancel(): void {
    this.#isInstalling = false
  }

  async #checkUnasked(): Promise<void> {
    if (this.#parts.settings.read().updates === 'off') return
    try {
      const state = await this.#check()
      // With `auto`, the writer hears of it when it is ready.
      if (state.status === 'available' && this.#parts.settings.read().updates === 'ask') this.#announce()
    } catch (error) {
      this.#parts.log(`update check: ${reasonOf(error)}`)
    }
  }

  /** Returns a problem in place of an error, and where this Galley does not update itself. */
  async #attempt<T>(failed: 'failed' | 'downloadFailed', act: () => Promise<T>): Promise<Outcome<T>> {
    const { obstacle, log } = this.#parts
    if (obstacle !== null)
      return problem(
        'denied',
        t(`updates.${obstacle}`),
        t('updates.unsupportedSafe'),
        t(`updates.${obstacle}Mend`),
      )
    try {
      return done(await act())
    } catch (error) {
      const reason = reasonOf(error)
      log(`update: ${reason}`)
      const what = t(`updates.${failed}`, { reason })
      return problem('failed', what, t('updates.failedSafe'), t('updates.failedMend'))
    }
  }

  async #check(): Promise<UpdateState> {
    const updater = await this.#load()
    if (this.#isReady()) return this.#state
    updater.autoDownload = this.#parts.settings.read().updates === 'auto'
    const result = await updater.checkForUpdates()
    // Set meanwhile if the download was already there.
    if (this.#isReady()) return this.#state
    result?.downloadPromise?.catch((error: unknown) => {
      this.#parts.log(`update download: ${reasonOf(error)}`)
    })
    this.#state = result?.isUpdateAvailable === true ? stateOf('available', result.updateInfo) : NONE
    return this.#state
  }

  #isReady(): boolean {
    return this.#state.status === 'ready'
  }

  async #install(): Promise<null> {
    const updater = await this.#load()
    if (this.#state.status === 'none') await this.#check()
    if (this.#state.status === 'none') throw new Error(t('updates.nothing'))
    if (this.#state.status === 'available') await updater.downloadUpdate()
    this.#isInstalling = true
    this.#parts.quit()
    return null
  }

  #load(): Promise<Updater> {
    this.#loading ??= this.#parts.load().then((updater) => {
      this.#updater = updater
      updater.autoInstallOnAppQuit = true
      updater.logger = null
      updater.on('update-downloaded', (info) => {
        this.#state = stateOf('ready', info)
        if (!this.#isInstalling) this.#announce()
      })
      return updater
    })
    return this.#loading
  }

  #announce(): void {
    this.#parts.broadcast({ kind: 'update', update: this.#state })
  }
}

function stateOf(status: 'available' | 'ready', { version, releaseNotes }: UpdateInfo): UpdateState {
  return { status, version, notes: notesText(releaseNotes) }
}

/** Returns an error's first line. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n', 1)[0]?.replace(/\.$/, '') ?? ''
}
