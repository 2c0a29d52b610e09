import { readFile } from 'node:fs/promises'
import type { Files } from '../disk/files.ts'
import { Budget } from './zip/budget.ts'
import type { Limits } from './limits.ts'
import { caseInsensitiveKey, isLitter, nameOf } from './paths.ts'
import type { StagedFile } from './staging.ts'
import { type OpenZip, openZip, type ZipEntry } from './zip/reader.ts'
import { ZipError } from './zip/zipError.ts'

/** A file to be imported, wherever it lies. */
export interface Source {
  readonly path: string
  readonly size: number
  /** @throws ZipError when it cannot be unpacked or is more than `most` bytes. */
  read(most: number): Promise<Uint8Array>
}

export interface Refused {
  readonly path: string
  readonly why: string
}

/** Everything that was fed, zips opened: one flat list of files by their paths. */
export interface Sources {
  readonly files: readonly Source[]
  readonly refused: readonly Refused[]
  close(): Promise<void>
}

export async function openSources(
  diskFiles: Files,
  staged: readonly StagedFile[],
  limits: Limits,
): Promise<Sources> {
  const files: Source[] = []
  const refused: Refused[] = []
  const zips: OpenZip[] = []
  const budget = new Budget(limits.total)
  const archives = staged.filter(({ path }) => isZip(path))
  for (const { path, disk, size } of staged)
    if (!isZip(path)) files.push({ path, size, read: () => readFile(disk) })
  for (const { path, disk } of archives) {
    // One zip by itself is the library; of several, each is a folder.
    const prefix = staged.length === 1 ? '' : `${path.replace(/\.zip$/i, '')}/`
    try {
      const zip = await openZip(diskFiles, disk, limits)
      zips.push(zip)
      for (const entry of zip.entries) sort(zip, entry, prefix, { files, refused, budget })
    } catch (error) {
      if (!(error instanceof ZipError)) throw error
      refused.push({ path, why: error.message })
    }
  }
  const close = async (): Promise<void> => {
    for (const zip of zips) await zip.close()
  }
  return { ...withoutTwins(files, refused), close }
}

function isZip(path: string): boolean {
  return /\.zip$/i.test(path)
}

function sort(
  zip: OpenZip,
  entry: ZipEntry,
  prefix: string,
  into: { readonly files: Source[]; readonly refused: Refused[]; readonly budget: Budget },
): void {
  const path = `${prefix}${entry.name}`
  if (entry.refusal !== '') into.refused.push({ path, why: entry.refusal })
  else if (isZip(entry.name)) into.refused.push({ path, why: 'it is a zip inside a zip' })
  else if (!isLitter(entry.name))
    into.files.push({
      path,
      size: entry.size,
      read: async (most) => {
        into.budget.ask(entry.size)
        const bytes = await zip.read(entry, most)
        into.budget.spend(bytes.length)
        return bytes
      },
    })
}

/** Two zips of one name in two folders, or a folder beside a zip of its name, may meet. */
function withoutTwins(
  files: readonly Source[],
  refused: readonly Refused[],
): { files: readonly Source[]; refused: readonly Refused[] } {
  const seen = new Set<string>()
  const twins: Refused[] = []
  const single = files.filter(({ path }) => {
    const key = caseInsensitiveKey(path)
    const isSecond = seen.has(key)
    seen.add(key)
    if (isSecond) twins.push({ path, why: `two files are called ${nameOf(path)} there` })
    return !isSecond
  })
  return { files: single, refused: [...refused, ...twins] }
}
