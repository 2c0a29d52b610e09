import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { ShortWrite } from '../disk/atomicWrite.ts'
import { DeskProblem } from '../problems.ts'
import type { Limits } from './limits.ts'
import { caseInsensitiveKey, isLitter, unsafePathReason } from './paths.ts'
import { megabytes } from './zip/reader.ts'

/** A file that was fed, under a number on the disk: the name it came with leads nowhere there. */
export interface StagedFile {
  readonly path: string
  readonly disk: string
  readonly size: number
}

interface Feeding {
  readonly path: string
  readonly disk: string
  size: number
  /** Why it is not taken; its further pieces are let pass. */
  refusal: string
}

const UNTOUCHED = 'The library is as it was.'

/** What an import was fed so far, in a folder of the machine's cache. */
export class Staging {
  readonly #folder: () => Promise<string>
  readonly #limits: Limits
  readonly #files = new Map<string, Feeding>()
  #total = 0

  constructor(folder: () => Promise<string>, limits: Limits) {
    this.#folder = folder
    this.#limits = limits
  }

  /**
   * Takes a piece of a file. A file beyond a limit is left out with a word in the report; the others go on.
   * @throws DeskProblem when the piece does not follow the one before; what the file system threw.
   */
  async feed(path: string, offset: number, bytes: Uint8Array): Promise<void> {
    if (isLitter(path)) return
    const feeding = await this.#reach(path, offset)
    if (feeding.refusal !== '') return
    if (offset !== feeding.size) throw outOfOrder(path, offset, feeding.size)
    feeding.refusal = this.#whyTooMuch(path, feeding.size + bytes.length, bytes.length)
    if (feeding.refusal !== '') return
    await append(feeding.disk, offset, bytes)
    feeding.size += bytes.length
    this.#total += bytes.length
  }

  async #reach(path: string, offset: number): Promise<Feeding> {
    const key = caseInsensitiveKey(path)
    const known = this.#files.get(key)
    if (known?.path === path) return known
    const folder = await this.#folder()
    const number = String(this.#files.size)
    const feeding: Feeding = { path, disk: join(folder, number), size: 0, refusal: this.#whyNot(path, known) }
    if (feeding.refusal === '' && offset !== 0) throw outOfOrder(path, offset, 0)
    // A second file of that name, but for capital letters, is kept in mind under its own.
    this.#files.set(known === undefined ? key : `${key}\n${path}`, feeding)
    return feeding
  }

  #whyNot(path: string, same: Feeding | undefined): string {
    if (this.#files.size >= this.#limits.files)
      throw tooMuch(`more than ${String(this.#limits.files)} files were given`)
    if (same !== undefined) return 'another file there has the same name, but for capital letters at most'
    return unsafePathReason(path) ?? ''
  }

  #whyTooMuch(path: string, size: number, more: number): string {
    if (this.#total + more > this.#limits.total)
      throw tooMuch(`more than ${megabytes(this.#limits.total)} were given`)
    const most = /\.zip$/i.test(path) ? this.#limits.archive : this.#limits.file
    return size > most ? `it is larger than Galley takes (${megabytes(most)})` : ''
  }

  get files(): readonly StagedFile[] {
    return [...this.#files.values()].filter(({ refusal }) => refusal === '')
  }

  get refused(): readonly { readonly path: string; readonly why: string }[] {
    return [...this.#files.values()].flatMap(({ path, refusal }) =>
      refusal === '' ? [] : [{ path, why: refusal }],
    )
  }
}

async function append(disk: string, offset: number, bytes: Uint8Array): Promise<void> {
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

function outOfOrder(path: string, offset: number, size: number): DeskProblem {
  return new DeskProblem(
    'invalid',
    `“${path.slice(-100)}” did not arrive in order: a piece from byte ${String(offset)} on came after ${String(size)} bytes.`,
    UNTOUCHED,
    'Start the import again.',
  )
}

function tooMuch(what: string): DeskProblem {
  return new DeskProblem(
    'invalid',
    `This is too much for one import: ${what}.`,
    UNTOUCHED,
    'Import it in parts.',
  )
}
