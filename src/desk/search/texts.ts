import { join } from 'node:path'
import { metadataFrom } from '../../article/index.ts'
import type { NodeJSON } from '../../blocks/node.ts'
import { ensureParsable } from '../disk/jsonSize.ts'
import { readInsideSync } from '../disk/readInside.ts'
import { ARTICLE_FILE } from '../context.ts'
import { searchableText, UNREAD } from './record.ts'
import { searchForm } from './words.ts'

/** A text to be searched, and its form for comparing. */
export interface SearchableText {
  readonly text: string
  readonly searchForm: string
}

const MAX_TEXTS = 300
/** Characters of all cached texts together; twice that with their search forms. */
const MAX_KEPT_LENGTH = 32 * 1024 * 1024

/**
 * A cache of drafts' searchable texts, which are read for the rows that are shown. With every key in the search field the
 * same rows are shown again, so the last few hundred stay in memory.
 */
export class TextCache {
  readonly #kept = new Map<string, SearchableText>()
  #length = 0

  /**
   * Returns the text of a draft in a folder of the library, in the state that `stamp` names; null when it cannot be read
   * now.
   */
  read(
    library: string,
    { folder, stamp }: { readonly folder: string; readonly stamp: string },
  ): SearchableText | null {
    const key = `${library}\n${folder}\n${stamp}`
    const kept = this.#kept.get(key)
    if (kept !== undefined) {
      this.#kept.delete(key)
      this.#kept.set(key, kept)
      return kept
    }
    const text = readText(library, folder)
    if (text === null) return null
    const both = { text, searchForm: searchForm(text) }
    if (stamp !== UNREAD) this.#keep(key, both)
    return both
  }

  #keep(key: string, text: SearchableText): void {
    this.#kept.set(key, text)
    this.#length += text.text.length
    for (const [oldest, { text: words }] of this.#kept) {
      if (this.#kept.size <= MAX_TEXTS && this.#length <= MAX_KEPT_LENGTH) break
      this.#kept.delete(oldest)
      this.#length -= words.length
    }
  }
}

function readText(library: string, folder: string): string | null {
  try {
    const path = join(library, folder, ARTICLE_FILE)
    const bytes = ensureParsable(readInsideSync(library, path), path)
    const file = JSON.parse(new TextDecoder().decode(bytes)) as { doc: NodeJSON; metadata: unknown }
    return searchableText(file.doc, metadataFrom(file.metadata)).normalize('NFC')
  } catch {
    return null
  }
}
