import { describe, expect, it } from 'vitest'
import {
  castOf,
  readHtml,
  readMarkdown,
  readText,
  targetById,
  withOneSpelling,
} from '../../../src/article/index.ts'
import { attribute, children, type NodeJSON } from '../../../src/blocks/node.ts'
import { dialogue, p, turn } from '../../build.ts'

const speakersOf = (body: readonly NodeJSON[]): string[] =>
  body.flatMap((block) => children(block)).map((each) => attribute(each, 'speaker'))

/** Returns the names that speakers of one dialogue have afterwards. */
const unified = (...names: string[]): string[] =>
  speakersOf(withOneSpelling([dialogue(...names.map((name) => turn(name, 'x')))]).body)

describe('one person, one spelling', () => {
  it.each([
    ['case', ['MINA', 'Jun', 'Mina'], ['Mina', 'Jun', 'Mina']],
    ['width', ['ＭＩＮＡ', 'Jun', 'Mina'], ['Mina', 'Jun', 'Mina']],
    ['accents', ['Renee', 'Jun', 'Renée'], ['Renée', 'Jun', 'Renée']],
    ['the spacing of Hangul', ['김 민아', '준', '김민아', '준', '김민아'], ['김민아', '준', '김민아', '준', '김민아']],
    ['the form of the apostrophe', ["O'Brien", 'Jun', 'O’Brien', 'Jun', 'O’Brien'], ['O’Brien', 'Jun', 'O’Brien', 'Jun', 'O’Brien']],
    ['the most frequent of all', ['MINA', 'Jun', 'MINA', 'Jun', 'Mina'], ['MINA', 'Jun', 'MINA', 'Jun', 'MINA']],
  ])('differs in %s', (_what, names, expected) => {
    expect(unified(...names)).toEqual(expected)
  }) // prettier-ignore

  it('is left alone for different names', () => {
    const body = [dialogue(turn('Mina', 'x'), turn('Mira', 'y')), p('Mina')]
    expect(withOneSpelling(body).body).toBe(body)
  })

  it('is left alone for two who answer each other', () => {
    expect(unified('Mina', 'MINA', 'Mina', 'MINA')).toEqual(['Mina', 'MINA', 'Mina', 'MINA'])
    const talk = [dialogue(turn({ speaker: 'Mina', to: 'MINA' }, 'x'), turn('Jun', 'y'))]
    expect(withOneSpelling(talk).body).toBe(talk)
  })

  it('is the cast’s where the cast has the person, and other names of the cast stay', () => {
    const cast = [{ name: 'Mina', otherNames: ['미나'] }]
    const body = [dialogue(turn('MINA', 'x'), turn({ speaker: '미나', to: 'mina' }, 'y'))]
    const [talk] = withOneSpelling(body, cast).body
    expect(children(talk ?? p()).map(({ attrs }) => [attrs?.speaker, attrs?.addressee])).toEqual([
      ['Mina', null],
      ['미나', 'Mina'],
    ])
  })
})

describe('an article that is read', () => {
  it('has one entry and one colour for a person whose turns keep their spelling', () => {
    const article = readText(
      'A headline\n\nThe text begins.\n\nMINA: “It is me.”\nMina: “Again.”\nJun: “Who?”',
    )
    expect(speakersOf(article.doc.content?.[2]?.content?.slice(1) ?? [])).toEqual(['MINA', 'Mina', 'Jun'])
    expect(castOf(article).map(({ name, colour }) => [name, colour])).toEqual([
      ['Mina', 1],
      ['Jun', 2],
    ])
    const page = targetById('html-page')?.write(article) ?? ''
    expect([...page.matchAll(/class="voice-(\d)"/g)].map(([, colour]) => colour)).toEqual(['1', '1', '2'])
  })

  const TALK = 'MINA: “It is me.”\n\nMina: “It is me again.”\n\nJun: “Who?”'

  it('has each person once in its cast, with the other spellings', () => {
    const html = TALK.split('\n\n').map((line) => `<p>${line}</p>`)
    for (const { metadata } of [
      readText(`A headline\n\nThe text begins.\n\n${TALK}`),
      readHtml(html.join('')),
    ])
      expect(metadata.cast.map(({ name, otherNames }) => [name, ...otherNames])).toEqual([
        ['Mina', 'MINA'],
        ['Jun'],
      ])
  })

  it('keeps the names of a cast that it has', () => {
    const { metadata, doc } = readMarkdown(
      `---\ntitle: A\ncast:\n  - MINA\n  - Jun\n---\n\nIt rains.\n\n${TALK}\n`,
    )
    expect(metadata.cast.map(({ name, otherNames }) => [name, ...otherNames])).toEqual([
      ['MINA', 'Mina'],
      ['Jun'],
    ])
    const body = doc.content?.[2]?.content ?? []
    expect(speakersOf(body.slice(1))).toEqual(['MINA', 'Mina', 'Jun'])
  })
})
