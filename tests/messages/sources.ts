import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A source file that may show text to a writer. */
export interface Source {
  /** From the repository's root, with slashes: `src/renderer/src/App.vue`. */
  readonly path: string
  readonly text: string
}

/** Returns all files below `src` with one of these endings. */
export function sources(...endings: readonly string[]): Source[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => join('src', path).replaceAll('\\', '/'))
    .filter((path) => endings.some((ending) => path.endsWith(ending)) && !path.endsWith('.d.ts'))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

/** The messages of one room by key, and the folder whose files look them up. */
export interface Catalogue {
  /** The folder that has `locales` in it. */
  readonly room: string
  /** Keys with dots: `library.row.pin`. */
  readonly messages: ReadonlyMap<string, string>
}

function flatten(value: unknown, prefix: string): [string, string][] {
  if (typeof value === 'string') return [[prefix, value]]
  return Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([key, inner]) =>
    flatten(inner, prefix === '' ? key : `${prefix}.${key}`),
  )
}

/** Reads every English catalogue. The files of `locales/en/` are groups of the same catalogue, by their names. */
export function catalogues(): Catalogue[] {
  const rooms = new Map<string, Map<string, string>>()
  for (const { path, text } of sources('.json')) {
    const match = /^(.+)\/locales\/en(?:\/(\w+))?\.json$/.exec(path)
    if (match === null) continue
    const [, room = '', group = ''] = match
    const messages = rooms.get(room) ?? new Map<string, string>()
    for (const [key, message] of flatten(JSON.parse(text), group)) messages.set(key, message)
    rooms.set(room, messages)
  }
  return [...rooms].map(([room, messages]) => ({ room, messages }))
}

/** Returns the catalogue that a file's `t` looks up: that of the nearest folder above it. */
export function catalogueOf(all: readonly Catalogue[], path: string): Catalogue | undefined {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const found = all.find(({ room }) => room === folder)
    if (found !== undefined) return found
  }
  return undefined
}
