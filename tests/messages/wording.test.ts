import { describe, expect, it } from 'vitest'
import { catalogues } from './sources.ts'

/** Phrases that a writer would stumble over, with the wording that replaces each. Matched without regard to case. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/a clean desk/, 'No draft open'],
  [/\bbring in\b/, 'Import … or Restore …'],
  [/keep drafts somewhere else/, 'Change library folder…'],
  [/\bpart the dialogue\b/, 'Split dialogue'],
  [/nothing to look at/, 'No issues found'],
  [/before it goes out/, 'Checks'],
  [/what was not taken/, 'Not imported'],
  [/no draft is concerned/, 'No drafts were affected'],
  [/keep as it was/, 'Keep original formatting'],
  [/\bgo there\b/, 'Show'],
  [/the-address-of-it/, 'my-article'],
  [/make one of the title|use the title/, 'Use the headline'],
  [/a pause in writing/, 'Autosaved'],
  [/\bto mend\b/, 'Fix'],
  [/no address that galley/, 'Not a link Galley can embed'],
  [/galley’s host/, 'Galley has stopped'],
  [/was read as blocks|were read as dialogue|was read as an article/, 'Recognised …'],
  [/\btaken, .* not\b/, '{number} drafts backed up'],
  [/^(?:strong|emphasis)$/, 'Bold or Italic'],
  [/\bof \{number\} words/, '{number} words selected'],
  [/was not made\b/, 'was not created'],
  [/\bis no language tag\b/, 'Not a language tag'],
  [/\bwith the tag$/, 'Tag'],
]

describe('the wording of the app', () => {
  it.each(FORBIDDEN)('avoids %s', (phrase, better) => {
    const found = catalogues().flatMap(({ room, messages }) =>
      [...messages]
        .filter(([key]) => !key.endsWith('.keywords'))
        .filter(([, message]) => phrase.test(message.toLowerCase()))
        .map(([key]) => `${room} ${key}`),
    )
    expect(found, `write “${better}”`).toEqual([])
  })
})
