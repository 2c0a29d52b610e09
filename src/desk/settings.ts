import { readFileSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import {
  DEFAULT_SETTINGS,
  knownSettings,
  type Settings,
  type SettingsChange,
  settingsFrom,
} from '../settings.ts'
import { codeOf } from './disk/files.ts'
import { t } from './messages.ts'

/** Where a host keeps settings. Reading never fails: unreadable settings become defaults and a notice. */
export interface SettingsStore {
  /** Returns the settings in the file, or the last known ones if it cannot be read now. */
  read(): Settings
  /**
   * Writes some settings and leaves the others of the file as they are. They apply even if the file cannot be written.
   * @throws when the file cannot be written.
   */
  write(change: SettingsChange): void
  /** Sentences for the writer: that the file was set aside, or could not be read. */
  readonly notices: readonly string[]
}

/** A settings store that the host listens to. */
export interface WatchedSettingsStore extends SettingsStore {
  /** Calls `listener` after each write with the settings as they are then. */
  onChange(listener: (settings: Settings) => void): void
}

/** The part of conf (and so of electron-store) that settings are kept with. */
export interface SettingsFile {
  /** All fields of the file. Reading it reads the disk, and may throw. */
  readonly store: Readonly<Record<string, unknown>>
  /** Writes fields and keeps the others of the file. @throws when the file cannot be written */
  set(values: Readonly<Record<string, unknown>>): void
}

/**
 * Returns a store for the JSON file at `path`. `open` opens it with a library that throws on an unreadable file, or wipes
 * it: so the file is checked first and, if unreadable, renamed (`config.unreadable-20260302T140500000Z.json`).
 * If no file can be opened at all, settings last as long as the process.
 */
export function createSettingsStore(path: string, open: () => SettingsFile): WatchedSettingsStore {
  const notices: string[] = []
  let file: SettingsFile | null = null
  const listeners: ((settings: Settings) => void)[] = []
  let latest = DEFAULT_SETTINGS
  const openFile = (): SettingsFile => {
    const notice = setAsideUnreadable(path)
    if (notice !== null) notices.push(notice)
    file ??= open()
    return file
  }
  const read = (): Settings => {
    try {
      latest = settingsFrom(openFile().store)
    } catch (error) {
      const why = codeOf(error) || (error instanceof Error ? error.message : String(error))
      const notice = t('notices.settingsUnread', { why })
      if (!notices.includes(notice)) notices.push(notice)
    }
    return latest
  }
  read()
  return {
    notices,
    read,
    write: (change) => {
      const values = knownSettings(change)
      latest = { ...read(), ...values }
      try {
        openFile().set(values)
      } finally {
        for (const listener of listeners) listener(latest)
      }
    },
    onChange: (listener) => {
      listeners.push(listener)
    },
  }
}

/** Renames a settings file that is no JSON object. Returns the notice for the writer, or null if the file is fine. */
function setAsideUnreadable(path: string): string | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
    throw error
  }
  if (isJsonObject(text)) return null
  const time = new Date().toISOString().replace(/[-:.]/g, '')
  const aside = join(dirname(path), `${basename(path, '.json')}.unreadable-${time}.json`)
  renameSync(path, aside)
  return t('notices.settingsAside', { aside })
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
