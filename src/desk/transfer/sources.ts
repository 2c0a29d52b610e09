import { readFile } from 'node:fs/promises'
import type { Files } from '../disk/files.ts'
import { t } from '../messages.ts'
import { type Limits, megabytes } from './limits.ts'
import { caseInsensitiveKey, isArchive, isLitter, nameOf, withoutArchiveEnding } from './paths.ts'
import type { Refusal } from './refusal.ts'
import type { UploadedFile } from './upload.ts'
import { Budget } from './zip/budget.ts'
import { type OpenZip, openZip, type ZipEntry } from './zip/reader.ts'
import { ZipError } from './zip/zipError.ts'

/** A file to be imported: uploaded by itself, or an entry of an uploaded zip. */
export interface SourceFile {
  /** Relative, with slashes; safe. */
  readonly path: string
  /** In bytes. */
  readonly size: number
  /** @throws ZipError when it cannot be unpacked, or is more than `maxBytes`; what the file system threw. */
  read(maxBytes: number): Promise<Uint8Array>
}

/** All files of an import as one flat list. */
export interface Sources {
  readonly files: readonly SourceFile[]
  readonly refused: readonly Refusal[]
  /** Closes the zips; no file can be read after that. */
  close(): Promise<void>
}

/**
 * Opens the uploaded zips and lists all files. A zip uploaded alone is a library, and its entries have their own paths;
 * otherwise a zip's name is a folder: `old.zip` has `old/tram/article.json`. A zip that cannot be read is refused.
 * @throws what the file system threw.
 */
export async function openSources(
  diskFiles: Files,
  uploaded: readonly UploadedFile[],
  limits: Limits,
): Promise<Sources> {
  const files: SourceFile[] = []
  const refused: Refusal[] = []
  const zips: OpenZip[] = []
  const budget = new Budget(limits.total)
  for (const { path, disk, size } of uploaded) if (!isArchive(path)) files.push(looseSource(path, disk, size))
  for (const { path, disk } of uploaded.filter((file) => isArchive(file.path))) {
    const prefix = uploaded.length === 1 ? '' : `${withoutArchiveEnding(path)}/`
    try {
      const zip = await openZip(diskFiles, disk, limits)
      zips.push(zip)
      for (const entry of zip.entries) {
        const reason = entryRefusal(entry)
        if (reason !== '') refused.push({ path: `${prefix}${entry.name}`, reason })
        else if (!isLitter(entry.name)) files.push(sourceOf(zip, entry, prefix, budget))
      }
    } catch (error) {
      if (!(error instanceof ZipError)) throw error
      refused.push({ path, reason: error.message })
    }
  }
  const close = async (): Promise<void> => {
    for (const zip of zips) await zip.close()
  }
  return { ...withoutTwins(files, refused), close }
}

function looseSource(path: string, disk: string, size: number): SourceFile {
  return {
    path,
    size,
    read: async (maxBytes) => {
      if (size > maxBytes) throw new ZipError(t('transfer.refusals.tooLarge', { limit: megabytes(maxBytes) }))
      return readFile(disk)
    },
  }
}

function entryRefusal({ name, refusal }: ZipEntry): string {
  return refusal === '' && isArchive(name) ? t('transfer.refusals.zipInZip') : refusal
}

/** @param budget what may still come out of all zips together. */
function sourceOf(zip: OpenZip, entry: ZipEntry, prefix: string, budget: Budget): SourceFile {
  return {
    path: `${prefix}${entry.name}`,
    size: entry.size,
    read: async (maxBytes) => {
      budget.ensure(entry.size)
      const bytes = await zip.read(entry, maxBytes)
      budget.spend(bytes.length)
      return bytes
    },
  }
}

/** Two zips of one name in two folders, or a folder beside a zip of its name, may have files of the same path. */
function withoutTwins(
  files: readonly SourceFile[],
  refused: readonly Refusal[],
): { files: readonly SourceFile[]; refused: readonly Refusal[] } {
  const seen = new Set<string>()
  const twins: Refusal[] = []
  const single = files.filter(({ path }) => {
    const key = caseInsensitiveKey(path)
    const isSecond = seen.has(key)
    seen.add(key)
    if (isSecond) twins.push({ path, reason: t('transfer.refusals.twoFiles', { name: nameOf(path) }) })
    return !isSecond
  })
  return { files: single, refused: [...refused, ...twins] }
}
