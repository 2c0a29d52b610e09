import { join } from 'node:path'
import { isDraftId } from '../../calls.ts'
import { writeAtomically } from '../disk/atomicWrite.ts'
import { ownFolder } from './ownFolders.ts'
import { readInside } from '../disk/readInside.ts'
import { ifExists } from '../disk/files.ts'
import { Queues } from '../queue.ts'
import { NOTES_FOLDER, type DeskContext } from '../context.ts'

const PINS_FILE = 'pins.json'
/** A hundred thousand pins. */
const MAX_PINS_BYTES = 8 * 1024 * 1024

/** Which drafts are pinned. Read anew at each use: another Galley, or a sync client, may have written it. */
export class Pins {
  readonly #context: DeskContext
  /** Each change begins with what the one before it wrote. */
  readonly #changes = new Queues()

  constructor(context: DeskContext) {
    this.#context = context
  }

  get #path(): string {
    return join(this.#context.folder, NOTES_FOLDER, PINS_FILE)
  }

  /** Returns the ids of the pinned drafts; none where the file cannot be read. */
  async read(): Promise<string[]> {
    const bytes = await this.#bytes().catch(() => undefined)
    return bytes === undefined ? [] : pinsIn(new TextDecoder().decode(bytes))
  }

  /** The bytes of the pins file; undefined where there is none. */
  async #bytes(): Promise<Uint8Array | undefined> {
    const { files, folder } = this.#context
    await ownFolder(files, folder, NOTES_FOLDER)
    return ifExists(readInside(files, folder, this.#path, MAX_PINS_BYTES))
  }

  /**
   * Pins a draft, or takes its pin away.
   * @throws what the file system threw: pins that cannot be read just now are not written over. DeskProblem when the
   * folder of the pins is a link.
   */
  set(id: string, pinned: boolean): Promise<void> {
    return this.#changes.run('', () => this.#set(id, pinned))
  }

  async #set(id: string, pinned: boolean): Promise<void> {
    const { files, folder } = this.#context
    const bytes = await this.#bytes()
    const there = bytes === undefined ? [] : pinsOf(new TextDecoder().decode(bytes))
    if (there === null) await this.#setAside()
    const others = (there ?? []).filter((one) => one !== id)
    const pins = pinned ? [...others, id] : others
    await files.makeFolders(join(folder, NOTES_FOLDER))
    await writeAtomically(files, this.#path, new TextEncoder().encode(`${JSON.stringify(pins, null, 2)}\n`))
  }

  /** A file that is no list of pins stays beside the new one: somebody may want to look at it. */
  async #setAside(): Promise<void> {
    const name = `pins.unread-${String(this.#context.now())}.json`
    await this.#context.files.rename(this.#path, join(this.#context.folder, NOTES_FOLDER, name))
    this.#context.log(`the pins could not be read and were set aside as ${name}`)
  }
}

/** Returns the ids in a pins file; none in one that cannot be read: a pin may be lost, and is set again in a moment. */
export function pinsIn(text: string): string[] {
  return (pinsOf(text) ?? []).filter((id): id is string => typeof id === 'string' && isDraftId(id))
}

/** Returns everything in a pins file, also what is no id: a newer Galley may have written it. Null for a text that is no list. */
function pinsOf(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
