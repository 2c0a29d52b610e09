import fc from 'fast-check'
import { withNotesInLine } from '../../src/blocks/footnote/index.ts'
import { describe, expect, it } from 'vitest'
import {
  type Article,
  type BlockChange,
  diffArticles,
  type DiffEntry,
  restoreBlock,
  type WordChange,
} from '../../src/article/index.ts'
import { type NodeJSON, textOf } from '../../src/blocks/node.ts'
import {
  withMetadata,
  article,
  caption,
  dialogue,
  em,
  figure,
  h2,
  h3,
  hr,
  p,
  source,
  turn,
} from '../build.ts'
import { arbitraryArticle } from './arbitrary.ts'

/** `same`, `-removed`, `+added`. */
function marked(words: readonly WordChange[]): string[] {
  const sign = { same: '', removed: '-', added: '+' }
  return words.map(({ kind, text }) => sign[kind] + text)
}

/** What differs, without what is the same. */
function changes(before: Article, after: Article): DiffEntry[] {
  return diffArticles(before, after).filter(({ kind }) => kind !== 'same')
}

/** The one change there is. */
function change(before: Article, after: Article): BlockChange {
  const [only, ...more] = changes(before, after)
  if (only === undefined || only.part === 'metadata') throw new Error('expected a block to differ')
  expect(more).toEqual([])
  return only
}

const FIRST = p('The last tram leaves the depot at ten past one, every night of the year.')
const SECOND = p('Nobody has ever seen its driver without her gloves.')
const THIRD = p('Passengers say that she knows all of them by their stops.')

function tram(...body: NodeJSON[]): Article {
  return article('The night tram', 'One line, one driver', ...body)
}

describe('the diff of two articles', () => {
  it('has only unchanged blocks for an article and itself', () => {
    const entries = diffArticles(tram(FIRST, hr(), SECOND), tram(FIRST, hr(), SECOND))
    expect(entries.map(({ kind, part }) => [kind, part])).toEqual([
      ['same', 'headline'],
      ['same', 'standfirst'],
      ['same', 'block'],
      ['same', 'block'],
      ['same', 'block'],
    ])
    expect(entries.map(({ words }) => marked(words))).toEqual([
      ['The night tram'],
      ['One line, one driver'],
      ['The last tram leaves the depot at ten past one, every night of the year.'],
      [],
      ['Nobody has ever seen its driver without her gloves.'],
    ])
  })

  it('marks the words of a headline', () => {
    const after = article('The last night tram', 'One line, one driver', FIRST)
    const { part, kind, words } = change(tram(FIRST), after)
    expect([part, kind]).toEqual(['headline', 'changed'])
    expect(marked(words)).toEqual(['The ', '+last ', 'night tram'])
  })

  it('shows an added block and its place', () => {
    const { kind, before, after, at, words } = change(tram(FIRST, THIRD), tram(FIRST, SECOND, THIRD))
    expect({ kind, before, after, at }).toEqual({ kind: 'added', before: null, after: SECOND, at: [1] })
    expect(marked(words)).toEqual(['+Nobody has ever seen its driver without her gloves.'])
  })

  it('shows a removed block and its former place', () => {
    const { kind, before, after, at } = change(tram(FIRST, SECOND, THIRD), tram(FIRST, THIRD))
    expect({ kind, before, after, at }).toEqual({ kind: 'removed', before: SECOND, after: null, at: [1] })
  })

  it('shows a paragraph rewritten in part as one changed, its words marked', () => {
    const { kind, words } = change(
      tram(FIRST, SECOND),
      tram(FIRST, p('Nobody has ever met its driver without her leather gloves.')),
    )
    expect(kind).toBe('changed')
    expect(marked(words)).toEqual([
      'Nobody has ever ',
      '-seen',
      '+met',
      ' its driver without her ',
      '+leather ',
      'gloves.',
    ])
  })

  it('shows a paragraph with other words as one removed and one added', () => {
    expect(
      changes(tram(FIRST, SECOND), tram(FIRST, p('Elsewhere, buses run.'))).map(({ kind }) => kind),
    ).toEqual(['removed', 'added'])
  })

  it('pairs each of several rewritten blocks with its own', () => {
    const entries = changes(
      tram(FIRST, SECOND, THIRD),
      tram(
        p('The last tram leaves the depot at twenty past one, every night of the year.'),
        h2('Elsewhere'),
        p('Nobody has ever seen her driver without gloves.'),
        p('Passengers say that she knows most of them by their stops.'),
      ),
    )
    expect(entries.map(({ kind, before }) => [kind, before])).toEqual([
      ['changed', FIRST],
      ['added', null],
      ['changed', SECOND],
      ['changed', THIRD],
    ])
  })

  it('shows changed marks though no word changed', () => {
    const entry = change(tram(FIRST, p('a night bus')), tram(FIRST, p('a ', em('night'), ' bus')))
    expect(entry.kind).toBe('changed')
    expect(marked(entry.words)).toEqual(['a night bus'])
  })

  it('shows changed attributes: a level, a credit, a picture', () => {
    expect(change(tram(h2('The depot')), tram(h3('The depot'))).attributes).toEqual([
      { name: 'level', before: 2, after: 3 },
    ])
    const before = figure({ src: 'images/a.jpg', credit: 'Mina' }, 'The depot')
    const after = figure({ src: 'images/a.jpg', credit: 'Jun' }, 'The depot')
    expect(change(tram(before), tram(after)).attributes).toEqual([
      { name: 'credit', before: 'Mina', after: 'Jun' },
    ])
  })

  it('shows changed metadata', () => {
    const before = withMetadata({ tags: ['trams'], byline: '' }, tram(FIRST))
    const after = withMetadata({ tags: ['trams', 'night'], byline: 'Mina' }, tram(FIRST))
    expect(
      changes(before, after).map((entry) => [
        entry.part === 'metadata' && entry.field,
        entry.kind,
        marked(entry.words),
      ]),
    ).toEqual([
      ['byline', 'added', ['+Mina']],
      ['tags', 'changed', ['trams', '+, night']],
    ])
  })

  it('shows changed texts and pictures of shared links', () => {
    const after = withMetadata(
      { excerpt: 'It leaves.', socialImage: 'images/a.jpg', leadImage: 'images/b.jpg' },
      tram(FIRST),
    )
    expect(changes(tram(FIRST), after).map((entry) => entry.part === 'metadata' && entry.field)).toEqual([
      'excerpt',
      'socialImage',
      'leadImage',
    ])
  })
})

describe('the diff of a dialogue', () => {
  const before = tram(dialogue(turn('Mina', 'Where to?'), turn('Jun', 'Home.'), turn('Mina', 'Get in.')))

  it('goes turn by turn', () => {
    const after = tram(
      dialogue(
        turn('Mina', 'Where to, sir?'),
        turn('Jun', 'Home.'),
        turn('Jun', 'Please.'),
        turn('Mina', 'Get in.'),
      ),
    )
    const entry = change(before, after)
    expect(entry.kind).toBe('changed')
    expect(entry.turns.map(({ kind, at, words }) => [kind, at, marked(words)])).toEqual([
      ['changed', [0, 0], ['Where to', '+, sir', '?']],
      ['same', [0, 1], ['Home.']],
      ['added', [0, 2], ['+Please.']],
      ['same', [0, 3], ['Get in.']],
    ])
  })

  it('shows a changed speaker', () => {
    const after = tram(dialogue(turn('Mina', 'Where to?'), turn('Ari', 'Home.'), turn('Mina', 'Get in.')))
    const [, second] = change(before, after).turns
    expect(second).toMatchObject({
      kind: 'changed',
      attributes: [{ name: 'speaker', before: 'Jun', after: 'Ari' }],
    })
  })

  it('that is new has all its turns', () => {
    const { turns } = change(tram(FIRST), tram(FIRST, dialogue(turn('Mina', 'Where to?'))))
    expect(turns.map(({ kind }) => kind)).toEqual(['added'])
  })
})

describe('the words of a diff', () => {
  const words = (before: string, after: string): string[] =>
    marked(change(tram(p(before)), tram(p(after))).words)

  it('are whole words in Korean', () => {
    expect(words('막차는 새벽 한 시에 차고를 떠난다.', '막차는 새벽 두 시에 차고를 떠난다.')).toEqual([
      '막차는 새벽 ',
      '-한',
      '+두',
      ' 시에 차고를 떠난다.',
    ])
  })

  it('are words, not sentences, where a script has no spaces', () => {
    expect(words('最終電車は車庫を出発します。', '最終電車は本社を出発します。')).toEqual([
      '最終電車は',
      '-車庫',
      '+本社',
      'を出発します。',
    ])
  })

  it('keep an emoji of several code points whole', () => {
    expect(words('Home again 👩‍👩‍👧 at last', 'Home again 👩‍👧 at last')).toEqual([
      'Home again ',
      '-👩‍👩‍👧',
      '+👩‍👧',
      ' at last',
    ])
  })

  it('of a rewritten stretch are one removal and one addition', () => {
    expect(words('She drives the tram and sings a song.', 'She drives the tram while humming low.')).toEqual([
      'She drives the tram ',
      '-and sings a song',
      '+while humming low',
      '.',
    ])
  })

  it('with what is the same are either version, to the letter', () => {
    fc.assert(
      fc.property(arbitraryArticle, arbitraryArticle, (before, after) => {
        const entries = diffArticles(before, after)
        for (const entry of entries) {
          if (entry.part === 'metadata') continue
          const { words, before: was, after: is } = entry
          const told = (other: WordChange['kind']): string =>
            words.map(({ kind, text }) => (kind === other ? '' : text)).join('')
          expect(told('added').replaceAll('\n', '')).toBe(
            was === null ? '' : textOf(withNotesInLine(was)).replaceAll('\n', ''),
          )
          expect(told('removed').replaceAll('\n', '')).toBe(
            is === null ? '' : textOf(withNotesInLine(is)).replaceAll('\n', ''),
          )
        }
        const blocks = entries.filter((entry) => entry.part === 'block')
        const bodyOf = ({ doc }: Article): readonly NodeJSON[] => doc.content?.[2]?.content ?? []
        expect(blocks.flatMap((entry) => entry.before ?? [])).toEqual(bodyOf(before))
        expect(blocks.flatMap((entry) => entry.after ?? [])).toEqual(bodyOf(after))
      }),
      { numRuns: 60 },
    )
  })
})

describe('taking one change back', () => {
  const before = withMetadata(
    { tags: ['trams'] },
    tram(FIRST, dialogue(turn('Mina', 'Where to?'), turn('Jun', 'Home.')), SECOND, caption('01:10'), THIRD),
  )
  const after = withMetadata(
    { tags: [] },
    article(
      'The day tram',
      'One line, two drivers',
      h2('Elsewhere'),
      FIRST,
      dialogue(turn('Mina', 'Where to?'), turn('Jun', 'Home, please.'), turn('Mina', 'Now.')),
      p('Nobody has ever seen its driver without her leather gloves.'),
      THIRD,
      source('', 'The depot'),
    ),
  )

  it('after another leads back to where it began', () => {
    let current = after
    const kinds: string[] = []
    for (let step = 0; step < 20; step += 1) {
      const [next] = changes(before, current)
      if (next === undefined) break
      kinds.push(`${next.kind} ${next.part}`)
      current = restoreBlock(current, next)
    }
    expect(current).toEqual(before)
    expect(kinds.sort()).toEqual([
      'added block',
      'added block',
      'changed block',
      'changed block',
      'changed headline',
      'changed standfirst',
      'removed block',
      'removed metadata',
    ])
  })

  it('leads back between any two articles', () => {
    fc.assert(
      fc.property(arbitraryArticle, arbitraryArticle, (one, other) => {
        let current = other
        for (let step = 0; step < 100; step += 1) {
          const [next] = changes(one, current)
          if (next === undefined) break
          current = restoreBlock(current, next)
        }
        expect(current).toEqual(one)
      }),
      { numRuns: 60 },
    )
  })

  it('restores one turn and leaves the others', () => {
    const [, entry] = changes(before, after).filter(({ part }) => part === 'block')
    const turns = entry?.part === 'block' ? entry.turns : []
    const [said] = turns.filter(({ kind }) => kind === 'changed')
    if (said === undefined) throw new Error('expected a turn to differ')
    expect(restoreBlock(after, said).doc.content?.[2]?.content?.[2]).toEqual(
      dialogue(turn('Mina', 'Where to?'), turn('Jun', 'Home.'), turn('Mina', 'Now.')),
    )
  })

  it('puts the older block beside one that changed again meanwhile', () => {
    const entry = change(tram(FIRST, SECOND), tram(FIRST, p('Nobody has ever seen its driver.')))
    const meanwhile = tram(FIRST, p('Nobody has ever seen its driver. Nobody!'))
    expect(restoreBlock(meanwhile, entry)).toEqual(
      tram(FIRST, SECOND, p('Nobody has ever seen its driver. Nobody!')),
    )
  })

  it('never leaves an article without a block', () => {
    const [gone] = changes(tram(hr()), tram(FIRST)).filter(({ kind }) => kind === 'added')
    if (gone === undefined) throw new Error('expected a block to be new')
    expect(restoreBlock(tram(FIRST), gone)).toEqual(tram(p()))
  })

  it('changes nothing for an unchanged block', () => {
    const [same] = diffArticles(before, before)
    if (same === undefined) throw new Error('expected an entry')
    expect(restoreBlock(after, same)).toBe(after)
  })
})
