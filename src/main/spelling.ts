import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { App, Session } from 'electron'
import type { SpellingResult } from '../desk.ts'

/**
 * The spelling checker of the desktop host: its languages are the writer's choice or the article's, and names of the cast
 * are correct for it. Electron has one dictionary of words for all drafts and keeps it on the disk, so Galley must remember
 * which words are its own.
 *
 * On Linux and Windows, to set a language is to download its dictionary from Google, once. Electron does so for the
 * system's language as soon as a session is made. So no language is set before the writer has agreed.
 */

export interface Spelling {
  /**
   * Sets the checker's languages, as far as there are dictionaries for them, and replaces the words of the call before by
   * these.
   * @param languages BCP 47 tags
   * @param mayDownload whether dictionaries may be downloaded; else none is used where they would have to be
   */
  check(languages: readonly string[], words: readonly string[], mayDownload: boolean): Promise<SpellingResult>
}

/** As much of a session as the checker needs. */
type SpellingSession = Pick<
  Session,
  | 'addWordToSpellCheckerDictionary'
  | 'removeWordFromSpellCheckerDictionary'
  | 'listWordsInSpellCheckerDictionary'
  | 'availableSpellCheckerLanguages'
  | 'setSpellCheckerLanguages'
>

/** The words of the checker's dictionary that Galley added. They are on the disk, to survive a crash. */
export interface AddedWords {
  /** Returns the words of the last `write`; none if they cannot be read. */
  read(): readonly string[]
  /** @throws if the disk refuses them */
  write(words: readonly string[]): void
}

export interface SpellingParts {
  readonly session: SpellingSession
  readonly platform: NodeJS.Platform
  readonly added: AddedWords
}

/**
 * Returns the dictionary for a tag: its own, else one of its language (`en-US` for `en`, `ko` for `ko-KR`); null if there
 * is none.
 */
function dictionaryFor(language: string, available: readonly string[]): string | null {
  const tag = language.toLowerCase()
  const [primary = ''] = tag.split('-')
  const named = (wanted: string) => available.find((one) => one.toLowerCase() === wanted)
  return (
    named(tag) ??
    named(primary) ??
    named(`${primary}-us`) ??
    available.find((one) => one.toLowerCase().startsWith(`${primary}-`)) ??
    null
  )
}

/** Opens the file of the words that Galley added: a JSON array in the app's own folder. */
export function addedWordsIn(file: string): AddedWords {
  return {
    read: () => {
      try {
        const saved: unknown = JSON.parse(readFileSync(file, 'utf8'))
        return Array.isArray(saved) ? saved.filter((word): word is string => typeof word === 'string') : []
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
 * Adds words to the dictionary and removes them again. A word is saved before it is added and forgotten after it is
 * removed, so that after a crash every added word is known. A word that was in the dictionary before is the writer's: it
 * is not saved, so it is never removed.
 */
class CastWords {
  private readonly session: SpellingSession
  private readonly added: AddedWords
  /** The words that Galley added and has not removed. */
  private readonly present: Set<string>

  constructor(session: SpellingSession, added: AddedWords) {
    this.session = session
    this.added = added
    this.present = new Set(added.read())
  }

  /** Replaces Galley's words in the dictionary by these. Returns false if some could not be added. */
  async replace(words: ReadonlySet<string>): Promise<boolean> {
    // Resolves when Chromium has read its dictionary. Before that, nothing can be removed from it.
    const known = new Set(await this.session.listWordsInSpellCheckerDictionary())
    for (const word of [...this.present].filter((one) => !words.has(one))) {
      if (!known.has(word) || this.session.removeWordFromSpellCheckerDictionary(word))
        this.present.delete(word)
    }
    const missing = [...words].filter((word) => !known.has(word))
    try {
      this.added.write([...new Set([...this.present, ...missing])])
    } catch {
      return missing.length === 0
    }
    for (const word of missing) if (this.session.addWordToSpellCheckerDictionary(word)) this.present.add(word)
    return missing.every((word) => this.present.has(word))
  }
}

/**
 * Sets no language for each session in the turn in which it is made: so the dictionary of the system's language, which
 * Electron sets, is not downloaded. Call it before the first session is made.
 */
export function keepDictionariesOff(app: Pick<App, 'on'>): void {
  app.on('session-created', (session) => {
    session.setSpellCheckerLanguages([])
  })
}

/**
 * Sets up the checker. On Linux the dictionary is the app's own: names of a cast are in it while their draft is on the
 * page, and names left by a crash are removed at the next start. On macOS and Windows each word would also be added to,
 * and removed from, the operating system's dictionary, which other apps and other machines read. There Galley adds
 * nothing, and the page hides names from the checker.
 */
export function setupSpelling({ session, platform, added }: SpellingParts): Spelling {
  const hasOwnDictionary = platform !== 'darwin' && platform !== 'win32'
  const words = hasOwnDictionary ? new CastWords(session, added) : null
  const setLanguages = (languages: readonly string[], mayDownload: boolean): readonly string[] => {
    const available = session.availableSpellCheckerLanguages
    const found = languages.map((language) => dictionaryFor(language, available))
    const dictionaries = [...new Set(found.filter((dictionary) => dictionary !== null))]
    // macOS has its own dictionaries, and detects the language by itself.
    const isUsed = mayDownload || platform === 'darwin'
    session.setSpellCheckerLanguages(isUsed ? dictionaries : [])
    return isUsed ? [] : dictionaries
  }
  setLanguages([], false)
  // The calls run one after the other: each reads first what the call before wrote.
  let last: Promise<unknown> = words?.replace(new Set()) ?? Promise.resolve()
  return {
    check: async (languages, wanted, mayDownload) => {
      const missing = setLanguages(languages, mayDownload)
      if (words === null) return { acceptsNames: false, missing }
      const result = last.catch(() => undefined).then(() => words.replace(new Set(wanted)))
      last = result
      return { acceptsNames: await result, missing }
    },
  }
}
