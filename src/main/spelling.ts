import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Session } from 'electron'

export interface Spelling {
  /**
   * Sets the checker's language, where it has a dictionary for it, and makes these words pass instead of those of the
   * call before. Returns false if the checker cannot be given words: then the page hides them from it.
   */
  check(language: string, words: readonly string[]): Promise<boolean>
}

type Speller = Pick<
  Session,
  | 'addWordToSpellCheckerDictionary'
  | 'removeWordFromSpellCheckerDictionary'
  | 'listWordsInSpellCheckerDictionary'
  | 'availableSpellCheckerLanguages'
  | 'setSpellCheckerLanguages'
>

/** Which words of the checker's dictionary are Galley's, kept across a crash. */
export interface AddedWords {
  /** Returns the words as they were written last; none if they cannot be read. */
  read(): readonly string[]
  /** @throws if the disk refuses them. */
  write(words: readonly string[]): void
}

export interface SpellingParts {
  readonly session: Speller
  readonly platform: NodeJS.Platform
  readonly added: AddedWords
}

/** The dictionary for a tag: its own, else the one of its language (`en-US` for `en`, `ko` for `ko-KR`); null for none. */
function dictionaryFor(language: string, available: readonly string[]): string | null {
  const tag = language.toLowerCase()
  const [main = ''] = tag.split('-')
  const named = (wanted: string) => available.find((one) => one.toLowerCase() === wanted)
  return (
    named(tag) ??
    named(main) ??
    named(`${main}-us`) ??
    available.find((one) => one.toLowerCase().startsWith(`${main}-`)) ??
    null
  )
}

/** The words that Galley added, as a JSON array in a file of the app's own folder. */
export function addedWordsIn(file: string): AddedWords {
  return {
    read: () => {
      try {
        const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
        return Array.isArray(kept) ? kept.filter((word): word is string => typeof word === 'string') : []
      } catch {
        return []
      }
    },
    write: (words) => {
      writeFileSync(`${file}.tmp`, JSON.stringify(words))
      renameSync(`${file}.tmp`, file)
    },
  }
}

/**
 * Adds words to the dictionary and removes them again. A word is written down before it is added and crossed out after it
 * is removed, so that a crash leaves none that nobody knows of. A word that is in the dictionary already is the writer's:
 * it is not written down, so it is never removed.
 */
class Words {
  private readonly session: Speller
  private readonly added: AddedWords
  private readonly ours: Set<string>

  constructor(session: Speller, added: AddedWords) {
    this.session = session
    this.added = added
    this.ours = new Set(added.read())
  }

  /** Replaces Galley's words in the dictionary by these. Returns false if one of them could not be added. */
  async replace(words: ReadonlySet<string>): Promise<boolean> {
    // Resolves once Chromium has read its dictionary; before that nothing can be removed from it.
    const known = new Set(await this.session.listWordsInSpellCheckerDictionary())
    for (const word of [...this.ours].filter((one) => !words.has(one))) {
      if (!known.has(word) || this.session.removeWordFromSpellCheckerDictionary(word)) this.ours.delete(word)
    }
    const missing = [...words].filter((word) => !known.has(word))
    try {
      this.added.write([...new Set([...this.ours, ...missing])])
    } catch {
      return missing.length === 0
    }
    for (const word of missing) if (this.session.addWordToSpellCheckerDictionary(word)) this.ours.add(word)
    return missing.every((word) => this.ours.has(word))
  }
}

/**
 * Electron's spelling checker keeps one dictionary for all drafts, on the disk. On Linux it is the app's own: names of a
 * cast are in it while their draft is on the page, and what a crash left of them goes at the next start. On macOS and
 * Windows each word would also be written to, and removed from, the dictionary of the operating system, which other apps
 * and other machines read: there Galley adds nothing, and the page hides names from the checker.
 */
export function setupSpelling({ session, platform, added }: SpellingParts): Spelling {
  const isOwn = platform !== 'darwin' && platform !== 'win32'
  const words = isOwn ? new Words(session, added) : null
  // One call after the other: each begins by reading what the one before wrote.
  let last: Promise<unknown> = words?.replace(new Set()) ?? Promise.resolve()
  return {
    check: async (language, wanted) => {
      const dictionary = dictionaryFor(language, session.availableSpellCheckerLanguages)
      if (dictionary !== null) session.setSpellCheckerLanguages([dictionary])
      if (words === null) return false
      const done = last.catch(() => undefined).then(() => words.replace(new Set(wanted)))
      last = done
      return done
    },
  }
}
