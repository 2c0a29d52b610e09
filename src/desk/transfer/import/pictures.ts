import { sha256 } from '../../drafts/draftFile.ts'
import { examine } from '../../pictures/examine.ts'
import { IMAGES_FOLDER } from '../../context.ts'
import type { Limits } from '../limits.ts'
import { nameOf, resolved } from '../paths.ts'
import { orLeftOut } from './refusals.ts'
import type { Refused, Source } from '../sources.ts'

/** Where pictures are looked for. */
interface Surroundings {
  readonly byPath: ReadonlyMap<string, Source>
  readonly limits: Limits
  readonly refused: Refused[]
}

/**
 * A picture as it is, after a look at its header.
 * @throws DeskProblem when it is none the desk takes.
 */
export async function pictureOf(source: Source, limits: Limits): Promise<Uint8Array> {
  const bytes = await source.read(limits.file)
  examine(nameOf(source.path), bytes)
  return bytes
}

/** The pictures beside a document. None is kept in memory: each is read where it is needed. */
export class Pictures {
  readonly #around: Surroundings
  readonly #folder: string
  readonly #found = new Map<string, Source>()

  constructor(around: Surroundings, folder: string) {
    this.#around = around
    this.#folder = folder
  }

  /** The `src` that the picture at an address will have; null when there is none, or none to be taken. */
  async find(address: string): Promise<string | null> {
    const source = relativePicture(this.#around, this.#folder, address)
    if (source === undefined) return null
    const picture = await orLeftOut(this.#around.refused, source.path, () => this.#clean(source))
    if (picture === null) return null
    const name = `${sha256(picture.bytes).slice(0, 16)}.${picture.extension}`
    this.#found.set(name, source)
    return `${IMAGES_FOLDER}/${name}`
  }

  async #clean(source: Source): Promise<ReturnType<typeof examine>> {
    return examine(nameOf(source.path), await source.read(this.#around.limits.file))
  }

  /** A picture that the article shows: one found by its address, or one that Galley's own Markdown names so. */
  async read(name: string): Promise<Uint8Array | null> {
    const src = `${IMAGES_FOLDER}/${name}`
    const path = this.#folder === '' ? src : `${this.#folder}/${src}`
    const own = this.#around.byPath.get(path)
    const source = this.#found.get(name) ?? own
    if (source === undefined) {
      this.#around.refused.push({ path, why: 'an article shows this picture, but it was not there' })
      return null
    }
    if (source === own)
      return orLeftOut(this.#around.refused, path, () => pictureOf(source, this.#around.limits))
    return (await this.#clean(source)).bytes
  }
}

/** A file beside the document, as its text names it; undefined for an address on the web and for what is not there. */
function relativePicture({ byPath }: Surroundings, folder: string, address: string): Source | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/|#)/i.test(address)) return undefined
  for (const path of [address, decodedAddress(address.replace(/[?#].*$/, ''))]) {
    const place = resolved(folder, path)
    const source = place === null ? undefined : (byPath.get(place) ?? byPath.get(place.normalize('NFD')))
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
