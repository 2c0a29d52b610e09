import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyMetadata, isLanguage, metadataFrom, slugFrom } from '../../src/article/index.ts'
import { arbitraryMetadata } from './arbitrary.ts'

const FULL = {
  slug: 'the-kettle',
  byline: 'Ana Reyes',
  tags: ['recap', '드라마'],
  language: 'pt-BR',
  canonical: 'https://gazette.example/the-kettle',
  seoTitle: 'The kettle of Tea At Midnight, explained',
  seoDescription: 'Why it burned twice.',
  excerpt: 'A kettle, two leads, one storm.',
  socialImage: 'images/kettle.jpg',
  leadImage: 'images/lamp.jpg',
  state: 'ready',
  cast: [{ name: 'Mina', otherNames: ['미나'], role: 'as Mi-rae', colour: 3 }],
  extra: 'layout: post',
} as const

describe('metadata', () => {
  test('are taken as they are', () => {
    expect(metadataFrom(FULL)).toEqual(FULL)
  })

  test('take their defaults where nothing is said, and drop what nobody knows', () => {
    expect(metadataFrom({})).toEqual(emptyMetadata())
    expect(metadataFrom({ language: '', surprise: true, cast: [{ name: 'Mina', age: 7 }] })).toEqual({
      ...emptyMetadata(),
      cast: [{ name: 'Mina', otherNames: [], role: '', colour: null }],
    })
  })

  test('take fields that came later from the lines in which an older Galley kept them', () => {
    const older = {
      extra: 'layout: post\n\nexcerpt: >-\n  One storm\n  and a kettle\nseoTitle: [a, b] # why\n# end',
    }
    expect(metadataFrom(older)).toEqual({
      ...emptyMetadata(),
      excerpt: 'One storm and a kettle',
      extra: '# seoTitle: ["a","b"]\nlayout: post\n\n# end',
    })
    expect(metadataFrom({ excerpt: 'Newer', extra: 'excerpt: Older' })).toEqual({
      ...emptyMetadata(),
      excerpt: 'Newer',
    })
  })

  test('have goal, deadline and template only where these say something', () => {
    const plan = { goal: 800, deadline: '2026-12-01', template: true }
    expect(metadataFrom(plan)).toEqual({ ...emptyMetadata(), ...plan })
    expect(Object.keys(metadataFrom({ goal: 0, deadline: '', template: false }))).toEqual(
      Object.keys(emptyMetadata()),
    )
    for (const wrong of [{ goal: -1 }, { goal: 1.5 }, { goal: '800' }, { deadline: '2026-02-30' }])
      expect(() => metadataFrom(wrong)).toThrow(/goal|deadline|words|day/)
  })

  test('take goal, deadline and template from the lines in which an older Galley kept them', () => {
    const extra = 'galleyGoal: 800\ngalleyDeadline: 2026-12-01\ngalleyTemplate: true\nlayout: post'
    expect(metadataFrom({ extra })).toEqual({
      ...emptyMetadata(),
      ...{ goal: 800, deadline: '2026-12-01', template: true, extra: 'layout: post' },
    })
    expect(metadataFrom({ extra: 'galleyGoal: many\ngalleyDeadline: soon' })).toEqual(emptyMetadata())
  })

  test('that are sound pass through as they are, whichever they are', () => {
    fc.assert(
      fc.property(arbitraryMetadata, (metadata) => {
        expect(metadataFrom(JSON.parse(JSON.stringify(metadata)))).toEqual(metadata)
      }),
      { numRuns: 500 },
    )
  })

  test.each<[unknown, string]>([
    [null, '(metadata)'],
    [[], '(metadata)'],
    [{ slug: 7 }, '(metadata.slug)'],
    [{ byline: 'a\nb' }, '(metadata.byline)'],
    [{ tags: 'a, b' }, '(metadata.tags)'],
    [{ tags: ['a', null] }, '(metadata.tags[1])'],
    [{ language: 'not a language' }, '(metadata.language)'],
    [{ canonical: 'javascript:alert(1)' }, '(metadata.canonical)'],
    [{ canonical: 'mailto:a@b.example' }, '(metadata.canonical)'],
    [{ state: 'gone' }, '(metadata.state)'],
    [{ cast: {} }, '(metadata.cast)'],
    [{ cast: ['Mina'] }, '(metadata.cast[0])'],
    [{ cast: [{ name: ' ' }] }, '(metadata.cast[0].name)'],
    [{ cast: [{ name: 'Mina', colour: 9 }] }, '(metadata.cast[0].colour)'],
    [{ cast: [{ name: 'Mina', otherNames: [1] }] }, '(metadata.cast[0].otherNames[0])'],
    [{ extra: '---\nout: of it' }, '(metadata.extra)'],
    [{ extra: 'title: of the article' }, '(metadata.extra)'],
  ])('%j are refused, with the field that is wrong', (value, where) => {
    expect(() => metadataFrom(value)).toThrow(expect.objectContaining({ name: 'ArticleError' }))
    expect(() => metadataFrom(value)).toThrow(where)
  })
})

test('a language is a well-formed tag', () => {
  for (const tag of ['en', 'ko', 'pt-BR', 'zh-Hant-TW', 'de-1996']) expect(isLanguage(tag), tag).toBe(true)
  for (const tag of ['', 'e', 'en_US', 'not a language', 'en-']) expect(isLanguage(tag), tag).toBe(false)
})

describe('a slug', () => {
  test.each([
    ['Mina’s “Third” Kettle', 'minas-third-kettle'],
    ['  Nine days, two ladders  ', 'nine-days-two-ladders'],
    ['Été à Genève', 'été-à-genève'],
    ['Été'.normalize('NFD'), 'été'.normalize('NFC')],
    ['등대의 겨울', '등대의-겨울'],
    ['등대의 겨울'.normalize('NFD'), '등대의-겨울'],
    ['雨宿りは三分間', '雨宿りは三分間'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a\0b\nc', 'a-b-c'],
    ['???', ''],
    ['', ''],
    ['word '.repeat(30), 'word-'.repeat(16).slice(0, -1)],
    ['x'.repeat(200), 'x'.repeat(40)],
    ['𠮷'.repeat(100), '𠮷'.repeat(40)],
  ])('of %j is %j', (headline, slug) => {
    expect(slugFrom(headline)).toBe(slug)
  })

  test('of any headline is safe in an address and a file name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (headline) => {
        expect(slugFrom(headline)).toMatch(/^(?:[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*)?$/u)
        expect(slugFrom(headline).length).toBeLessThanOrEqual(80)
      }),
    )
  })
})
