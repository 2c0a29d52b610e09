import { join } from 'node:path'
import { metadataFrom } from '../../article/index.ts'
import type { NodeJSON } from '../../blocks/node.ts'
import { ensureParsable } from '../disk/jsonSize.ts'
import { readInsideSync } from '../disk/readInside.ts'
import { ARTICLE_FILE } from '../context.ts'
import { searchableText, UNREAD } from './record.ts'
import { folded } from './words.ts'

/** A text to be searched, and as it is compared. */
export interface Text {
  readonly text: string
  readonly folded: string
}

const MAX_TEXTS = 300
/** Characters of all kept texts together, twice that with the folded ones. */
const MAX_KEPT_LENGTH = 32 * 1024 * 1024

/**
 * The searchable texts of drafts, read for the rows that are shown. Who types goes over the same rows with every key:
 * the last few hundred are kept.
 */
export class Texts {
  readonly #kept = new Map<string, Text>()
  #length = 0

  /**
   * Returns the text of a draft in a folder of the library, in the state that `stamp` names; null when it cannot be read
   * now.
   */
  read(library: string, { folder, stamp }: { readonly folder: string; readonly stamp: string }): Text | null {
    const key = `${library}\n${folder}\n${stamp}`
    const kept = this.#kept.get(key)
    if (kept !== undefined) {
      this.#kept.delete(key)
      this.#kept.set(key, kept)
      return kept
    }
    const text = textIn(library, folder)
    if (text === null) return null
    const both = { text, folded: folded(text) }
    if (stamp !== UNREAD) this.#keep(key, both)
    return both
  }

  #keep(key: string, text: Text): void {
    this.#kept.set(key, text)
    this.#length += text.text.length
    for (const [oldest, { text: words }] of this.#kept) {
      if (this.#kept.size <= MAX_TEXTS && this.#length <= MAX_KEPT_LENGTH) break
      this.#kept.delete(oldest)
      this.#length -= words.length
    }
  }
}

function textIn(library: string, folder: string): string | null {
  try {
    const path = join(library, folder, ARTICLE_FILE)
    const bytes = ensureParsable(readInsideSync(library, path), path)
    const file = JSON.parse(new TextDecoder().decode(bytes)) as { doc: NodeJSON; metadata: unknown }
    return searchableText(file.doc, metadataFrom(file.metadata)).normalize('NFC')
  } catch {
    return null
  }
}
