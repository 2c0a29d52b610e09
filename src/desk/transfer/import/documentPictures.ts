import { IMAGES_FOLDER } from '../../context.ts'
import { sha256 } from '../../sha256.ts'
import { t } from '../../messages.ts'
import { acceptPicture, type AcceptedPicture } from '../../pictures/acceptPicture.ts'
import { cleanPicture } from '../../pictures/cleanPicture.ts'
import type { Limits } from '../limits.ts'
import { nameOf, resolvePath } from '../paths.ts'
import type { Refusal } from '../refusal.ts'
import type { SourceFile } from '../sources.ts'
import { orRefused } from './refusals.ts'

/** The files of the import among which a document's pictures are looked for. */
interface Surroundings {
  readonly byPath: ReadonlyMap<string, SourceFile>
  readonly limits: Limits
  /** Pictures that could not be imported are added here. */
  readonly refused: Refusal[]
}

/**
 * Reads a picture as it is, after a look at its header.
 * @throws DeskProblem when it is not a picture that Galley takes; ZipError.
 */
export async function readCheckedPicture(source: SourceFile, limits: Limits): Promise<Uint8Array> {
  const bytes = await source.read(limits.file)
  cleanPicture(nameOf(source.path), bytes)
  return bytes
}

/**
 * The pictures beside one document. Each is read twice, for its name here (which is made of its checksum) and when the
 * draft is written, so that none stays in memory.
 */
export class DocumentPictures {
  readonly #surroundings: Surroundings
  readonly #folder: string
  readonly #elsewhere: (address: string) => SourceFile | undefined
  /** By the picture's name in the draft. */
  readonly #found = new Map<string, SourceFile>()

  /**
   * @param folder the document's
   * @param elsewhere finds the file of an address where none lies beside the document
   */
  constructor(
    surroundings: Surroundings,
    folder: string,
    elsewhere: (address: string) => SourceFile | undefined,
  ) {
    this.#surroundings = surroundings
    this.#folder = folder
    this.#elsewhere = elsewhere
  }

  /**
   * Returns the `src` that the picture at an address of the document will have: `images/3f0a9c….png`. Null when there is
   * no such file in the import, or it is refused.
   */
  async find(address: string): Promise<string | null> {
    const source = relativePicture(this.#surroundings, this.#folder, address) ?? this.#elsewhere(address)
    if (source === undefined) return null
    const picture = await orRefused(this.#surroundings.refused, source.path, () => this.#accepted(source))
    if (picture === null) return null
    const name = `${sha256(picture.bytes).slice(0, 16)}.${picture.extension}`
    this.#found.set(name, source)
    return `${IMAGES_FOLDER}/${name}`
  }

  async #accepted(source: SourceFile): Promise<AcceptedPicture> {
    return acceptPicture(nameOf(source.path), await source.read(this.#surroundings.limits.file), 'import')
  }

  /**
   * Reads a picture that the article shows: one that was found by its address, or one in `images/` beside a document
   * that Galley exported. Null, with a refusal, when there is none.
   * @param name its name in the draft
   */
  async read(name: string): Promise<Uint8Array | null> {
    const { byPath, limits, refused } = this.#surroundings
    const src = `${IMAGES_FOLDER}/${name}`
    const path = this.#folder === '' ? src : `${this.#folder}/${src}`
    const exported = byPath.get(path)
    const source = this.#found.get(name) ?? exported
    if (source === undefined) {
      refused.push({ path, reason: t('transfer.refusals.pictureMissing') })
      return null
    }
    if (source === exported) return orRefused(refused, path, () => readCheckedPicture(source, limits))
    return (await this.#accepted(source)).bytes
  }
}

/** Returns a file beside the document, as its text names it; undefined for an address on the web, and where none is. */
function relativePicture({ byPath }: Surroundings, folder: string, address: string): SourceFile | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/|#)/i.test(address)) return undefined
  for (const path of [address, decodedAddress(address.replace(/[?#].*$/, ''))]) {
    const resolved = resolvePath(folder, path)
    // macOS writes decomposed names into zips.
    const source =
      resolved === null ? undefined : (byPath.get(resolved) ?? byPath.get(resolved.normalize('NFD')))
    if (source !== undefined) return source
  }
  return undefined
}

function decodedAddress(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
