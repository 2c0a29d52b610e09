import { readFileSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DEFAULT_SETTINGS, type Settings, settingsFrom } from '../settings.ts'
import { codeOf } from './disk/files.ts'
import { t } from './messages.ts'

/** Where a host keeps settings. Reading never fails: what cannot be read is defaults and a notice. */
export interface SettingsStore {
  read(): Settings
  /** @throws when the file cannot be written. */
  write(settings: Settings): void
  /** What the writer should know about the settings as they were found. */
  readonly notices: readonly string[]
}

/** The part of conf (and so of electron-store) that settings are kept with. */
export interface SettingsFile {
  readonly store: Readonly<Record<string, unknown>>
  set(values: Readonly<Record<string, unknown>>): void
}

/**
 * Settings in the JSON file at `path`, through the library that `open` opens it with. That library throws on a file it
 * cannot read, or wipes it: so the file is looked at first and set aside under a new name when it is unreadable.
 * Where no file can be had at all, settings last as long as the process.
 */
export function createSettingsStore(path: string, open: () => SettingsFile): SettingsStore {
  const notices: string[] = []
  let file: SettingsFile | null = null
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
    write: (settings) => {
      latest = settings
      openFile().set({ ...settings })
    },
  }
}

/** Moves a settings file that is no JSON object out of the way, whole; answers what to tell the writer, or null. */
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
