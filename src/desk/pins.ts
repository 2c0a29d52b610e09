import { join } from 'node:path'
import { isDraftId } from '../calls.ts'
import { writeAtomically } from './atomicWrite.ts'
import { ifThere } from './files.ts'
import type { Shelf } from './shelf.ts'

/** Library-wide notes live here and travel with the library. */
export const NOTES_FOLDER = '.galley'
export const PINS_FILE = 'pins.json'

/** Which drafts are pinned. Read anew at each use: another Galley, or a sync client, may have written it. */
export class Pins {
  readonly #shelf: Shelf

  constructor(shelf: Shelf) {
    this.#shelf = shelf
  }

  get #path(): string {
    return join(this.#shelf.folder, NOTES_FOLDER, PINS_FILE)
  }

  async read(): Promise<string[]> {
    const bytes = await ifThere(this.#shelf.files.readFile(this.#path)).catch(() => undefined)
    return bytes === undefined ? [] : pinsIn(new TextDecoder().decode(bytes))
  }

  async set(id: string, pinned: boolean): Promise<void> {
    const others = (await this.read()).filter((one) => one !== id)
    const pins = pinned ? [...others, id] : others
    const { files, folder } = this.#shelf
    await files.makeFolders(join(folder, NOTES_FOLDER))
    await writeAtomically(files, this.#path, new TextEncoder().encode(`${JSON.stringify(pins, null, 2)}\n`))
  }
}

/** The ids in a pins file; none in one that cannot be read: a pin may be lost, and is set again in a moment. */
export function pinsIn(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text)
    const isPin = (id: unknown): id is string => typeof id === 'string' && isDraftId(id)
    return Array.isArray(value) ? (value as unknown[]).filter(isPin) : []
  } catch {
    return []
  }
}
