import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  articleFrom,
  articleWithoutNotes,
  findings,
  notesOf,
  parseArticle,
  stringifyArticle,
  targets,
  writePassage,
  writeText,
} from '../../src/article/index.ts'
import type { NodeJSON } from '../../src/blocks/node.ts'
import { caption, dialogue, figure, p, turn } from '../build.ts'
import { arbitraryArticle, withComments } from './arbitrary.ts'

const noted = (text: string, ...marks: readonly NonNullable<NodeJSON['marks']>[number][]): NodeJSON => ({
  type: 'text',
  text,
  marks,
})
const comment = (id: string, text: string) => ({ type: 'comment', attrs: { id, text } })
const todo = { type: 'todo' }

describe('notes to self', () => {
  it('are listed in reading order, each comment once, with their words', () => {
    const article = articleFrom({
      headline: 'A night in TK',
      body: [
        p(
          'It began in ',
          noted('19', comment('a', 'or 1995?')),
          noted('94', comment('a', 'or 1995?'), comment('b', 'sic')),
          '.',
        ),
        figure({}, noted('The pier', comment('a', 'or 1995?'))),
        dialogue(turn('Mina', 'Said ', noted('TKTK people', todo), '.')),
        caption('No TKO here, but TK.'),
      ],
    })
    expect(notesOf(article).map(({ kind, text, quote, block }) => [kind, text, quote, block])).toEqual([
      ['todo', '', 'TK', -1],
      ['comment', 'or 1995?', '1994', 0],
      ['comment', 'sic', '94', 0],
      ['todo', '', 'TKTK people', 2],
      ['todo', '', 'TK', 3],
    ])
    expect(findings(article).at(-1)).toMatchObject({
      level: 'warn',
      what: 'Notes to self are left: 2 comments, 3 to-dos',
      block: -1,
    })
  })

  it('are gone from an article that leaves, and nothing else is', () => {
    fc.assert(
      fc.property(arbitraryArticle, fc.infiniteStream(fc.boolean()), (article, isNoted) => {
        const withNotes = withComments(article, 'zqxj secret zqxj', isNoted)
        expect(articleWithoutNotes(withNotes)).toEqual(article)
        expect(articleWithoutNotes(article)).toBe(article)
        expect(parseArticle(stringifyArticle(withNotes))).toEqual(withNotes)
      }),
    )
  })

  it('leave in no form: no target, passage or plain text has a word of them', () => {
    fc.assert(
      fc.property(arbitraryArticle, fc.infiniteStream(fc.boolean()), (article, isNoted) => {
        const withNotes = withComments(article, 'zqxj secret zqxj', isNoted)
        const [, , body] = withNotes.doc.content ?? []
        const content = body?.content ?? []
        const written = [
          ...targets.map((target) => target.write(withNotes)),
          writePassage({ language: 'en', content }),
          writeText(withNotes),
        ]
        for (const text of written)
          expect(text).not.toMatch(/zqxj|data-note|is-comment|is-todo|"comment"|"todo"/)
        // They are as they would be without the notes.
        expect(targets.map((target) => target.write(withNotes))).toEqual(
          targets.map((target) => target.write(article)),
        )
      }),
    )
  })
})
