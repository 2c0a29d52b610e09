import { readFileSync } from 'node:fs'
import { metadataFrom } from '../../article/index.ts'
import type { NodeJSON } from '../../blocks/node.ts'
import { searchableText } from './record.ts'
import { folded } from './words.ts'

/** A text to be searched, and as it is compared. */
export interface Text {
  readonly text: string
  readonly folded: string
}

/** Texts kept at most: those of a few pages, some ten megabytes of them. */
const MOST = 300

/**
 * The searchable texts of drafts, read for the rows that are shown. Who types goes over the same rows with every key:
 * the last few hundred are kept.
 */
export class Texts {
  readonly #kept = new Map<string, Text>()

  /** The text of a draft's file in the state that `stamp` names; null when it cannot be read now. */
  of(path: string, stamp: string): Text | null {
    const key = `${path}\n${stamp}`
    const kept = this.#kept.get(key)
    if (kept !== undefined) {
      this.#kept.delete(key)
      this.#kept.set(key, kept)
      return kept
    }
    const text = textIn(path)
    if (text === null) return null
    const both = { text, folded: folded(text) }
    this.#kept.set(key, both)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest)
    return both
  }
}

function textIn(path: string): string | null {
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as { doc: NodeJSON; metadata: unknown }
    return searchableText(file.doc, metadataFrom(file.metadata)).normalize('NFC')
  } catch {
    return null
  }
}
