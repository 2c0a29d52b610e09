import { nameOf } from '../../paths.ts'
import type { SourceFile } from '../../sources.ts'

/** Where systems keep uploads, in the addresses of pictures and in exports. */
const UPLOADS = /^.*?\/?(?:wp-content\/uploads|content\/images)\/(?:size\/[^/]+\/)?/

/** WordPress keeps copies of each picture in several sizes: `tram-300x200.jpg`. */
const SIZE = /-\d{2,5}x\d{2,5}(?=\.[a-z]+$)/i

/** What a picture's file ends in. */
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|hei[cf]|tiff?|bmp|svg)$/i

/** Finds the files of pictures that pages and notes name by an address of their own, wherever in the import they lie. */
export class SitePictures {
  readonly #byName = new Map<string, SourceFile[]>()

  constructor(files: Iterable<SourceFile>) {
    for (const file of files) {
      const name = nameOf(file.path)
      const same = this.#byName.get(name)
      if (same === undefined) this.#byName.set(name, [file])
      else same.push(file)
    }
  }

  /** Returns the file of `https://site.example/wp-content/uploads/2024/01/tram-300x200.jpg`, the whole picture if it is there. */
  find(address: string): SourceFile | undefined {
    const path = decoded(address.replace(/[?#].*$/s, ''))
    const upload = path.replace(UPLOADS, '')
    if (upload === path) return undefined
    for (const wanted of [upload.replace(SIZE, ''), upload]) {
      const files = this.#byName.get(nameOf(wanted)) ?? []
      const found = files.find((file) => file.path === wanted || file.path.endsWith(`/${wanted}`))
      if (found !== undefined) return found
    }
    return undefined
  }

  /**
   * Returns the only file that ends in an address: of `/images/pier.png`, which a site serves from its `static/`, or
   * `pier.png`, which Obsidian looks for in the whole vault. Undefined where there is none, or more than one.
   */
  findOnly(address: string): SourceFile | undefined {
    const wanted = decoded(address).replace(/^(?:\.?\/)+/, '')
    if (!PICTURE.test(wanted) || /^[a-z][a-z0-9+.-]*:|^\/\/|(?:^|\/)\.\.(?:\/|$)/i.test(address))
      return undefined
    const files = this.#byName.get(nameOf(wanted)) ?? this.#byName.get(nameOf(wanted).normalize('NFD')) ?? []
    const found = files.filter(({ path }) => `/${path.normalize()}`.endsWith(`/${wanted.normalize()}`))
    return found.length === 1 ? found[0] : undefined
  }
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
