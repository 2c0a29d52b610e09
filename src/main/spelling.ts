import type { Session } from 'electron'

export interface Spelling {
  /**
   * Sets the checker's language, where it has a dictionary for it, and has these words pass in place of those told
   * before. Answers whether the checker took them.
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

/**
 * Electron's spelling checker keeps one dictionary of the writer's for all drafts, on the disk. What the writer put
 * there stays; names of a cast are there for as long as their draft is on the page.
 */
export function setupSpelling(session: Speller): Spelling {
  const ours = new Set<string>()
  return {
    check: async (language, words) => {
      const dictionary = dictionaryFor(language, session.availableSpellCheckerLanguages)
      if (dictionary !== null) session.setSpellCheckerLanguages([dictionary])
      const wanted = new Set(words)
      for (const word of [...ours].filter((known) => !wanted.has(known))) {
        session.removeWordFromSpellCheckerDictionary(word)
        ours.delete(word)
      }
      const known = new Set(await session.listWordsInSpellCheckerDictionary())
      const missing = [...wanted].filter((word) => !known.has(word))
      for (const word of missing) if (session.addWordToSpellCheckerDictionary(word)) ours.add(word)
      return missing.every((word) => ours.has(word))
    },
  }
}
