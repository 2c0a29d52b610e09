import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { ShortWrite } from '../disk/atomicWrite.ts'
import { t } from '../messages.ts'
import { type DeskProblem, deskProblem } from '../problems.ts'
import { type Limits, megabytes } from './limits.ts'
import { caseInsensitiveKey, isArchive, isLitter, unsafePathReason } from './paths.ts'
import type { Refusal } from './refusal.ts'

/** A file that was uploaded. It lies under a number: the name it came with leads nowhere on this disk. */
export interface UploadedFile {
  /** The path it came with, relative, with slashes. */
  readonly path: string
  /** Where it lies on this disk. */
  readonly disk: string
  /** In bytes. */
  readonly size: number
}

interface Upload {
  readonly path: string
  readonly disk: string
  size: number
  /** Why it is not imported, '' if it is. Its further pieces are ignored. */
  refusal: string
}

/**
 * The files of an import, as the page sends them: in pieces, each file from its start, kept in a folder of the
 * machine's cache until the import runs.
 */
export class ImportUpload {
  readonly #folder: () => Promise<string>
  readonly #limits: Limits
  /** By {@link caseInsensitiveKey}. */
  readonly #files = new Map<string, Upload>()
  #total = 0

  /** @param folder makes the folder at the first piece, and returns the same one from then on. */
  constructor(folder: () => Promise<string>, limits: Limits) {
    this.#folder = folder
    this.#limits = limits
  }

  /**
   * Appends a piece to a file. A file beyond a limit, or with an unsafe path, is refused in the report; the others go
   * on.
   * @param offset the bytes of the file before this piece
   * @throws DeskProblem when the piece does not follow the one before, or the import as a whole is too large; what the
   * file system threw.
   */
  async append(path: string, offset: number, bytes: Uint8Array): Promise<void> {
    if (isLitter(path)) return
    const upload = await this.#uploadOf(path, offset)
    if (upload.refusal !== '') return
    if (offset !== upload.size) throw outOfOrder(path, offset, upload.size)
    upload.refusal = this.#sizeRefusal(path, upload.size + bytes.length, bytes.length)
    if (upload.refusal !== '') return
    await writeAt(upload.disk, offset, bytes)
    upload.size += bytes.length
    this.#total += bytes.length
  }

  async #uploadOf(path: string, offset: number): Promise<Upload> {
    const key = caseInsensitiveKey(path)
    const sameName = this.#files.get(key)
    if (sameName?.path === path) return sameName
    const folder = await this.#folder()
    const disk = join(folder, String(this.#files.size))
    const upload: Upload = { path, disk, size: 0, refusal: this.#pathRefusal(path, sameName) }
    if (upload.refusal === '' && offset !== 0) throw outOfOrder(path, offset, 0)
    // A second file of that name, but for capital letters, is remembered too, so that the report names it once.
    this.#files.set(sameName === undefined ? key : `${key}\n${path}`, upload)
    return upload
  }

  #pathRefusal(path: string, sameName: Upload | undefined): string {
    const { files } = this.#limits
    if (this.#files.size >= files)
      throw deskProblem('invalid', 'importOfTooManyFiles', { limit: String(files) })
    return sameName === undefined ? (unsafePathReason(path) ?? '') : t('transfer.refusals.sameName')
  }

  #sizeRefusal(path: string, size: number, added: number): string {
    const { total, archive, file } = this.#limits
    if (this.#total + added > total)
      throw deskProblem('invalid', 'importTooLarge', { limit: megabytes(total) })
    const maxBytes = isArchive(path) ? archive : file
    return size > maxBytes ? t('transfer.refusals.tooLarge', { limit: megabytes(maxBytes) }) : ''
  }

  /** The files to import. */
  get files(): readonly UploadedFile[] {
    return [...this.#files.values()].filter(({ refusal }) => refusal === '')
  }

  /** The files that are not imported. */
  get refused(): readonly Refusal[] {
    return [...this.#files.values()].flatMap(({ path, refusal }) =>
      refusal === '' ? [] : [{ path, reason: refusal }],
    )
  }
}

async function writeAt(disk: string, offset: number, bytes: Uint8Array): Promise<void> {
  let handle: FileHandle | undefined
  try {
    handle = await open(disk, offset === 0 ? 'w' : 'r+')
    let written = 0
    while (written < bytes.length) {
      const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, offset + written)
      if (bytesWritten <= 0)
        throw new ShortWrite(`the disk took ${String(written)} of ${String(bytes.length)} bytes`)
      written += bytesWritten
    }
  } finally {
    await handle?.close()
  }
}

/** @param offset of the piece that came; @param size the bytes that were there. */
function outOfOrder(path: string, offset: number, size: number): DeskProblem {
  const values = { path: path.slice(-100), offset: String(offset), size: String(size) }
  return deskProblem('invalid', 'uploadOutOfOrder', values)
}
