import fc from 'fast-check'
import { Node } from 'prosemirror-model'
import { Transform } from 'prosemirror-transform'
import { describe, expect, it } from 'vitest'
import { type Article, checkDoc, emptyMetadata, replay, schema } from '../../../src/article/index.ts'
import { article, dialogue, figure, h2, p, strong, turn } from '../../build.ts'

const START = article(
  'The night tram',
  'One line, one driver',
  p('It leaves at ten past one.'),
  dialogue(turn('Mina', '“Where to?”'), turn('Jun', '“Home.”')),
  figure({ src: 'images/tram.jpg' }, 'The depot'),
)

/** What a page would note while `edit` is made: the steps as JSON, and the document it came to. */
function edited(from: Article, edit: (tr: Transform) => unknown): { steps: unknown[]; doc: Article['doc'] } {
  const tr = new Transform(Node.fromJSON(schema, from.doc))
  edit(tr)
  const steps: unknown = JSON.parse(JSON.stringify(tr.steps.map((step): unknown => step.toJSON())))
  return { steps: steps as unknown[], doc: checkDoc(tr.doc.toJSON()) }
}

/** Where the first node of a type begins. */
function placeOf(type: string): number {
  let place = -1
  Node.fromJSON(schema, START.doc).descendants((node, position) => {
    if (node.type.name === type && place === -1) place = position
  })
  return place
}

describe('replay', () => {
  it('makes every kind of change again', () => {
    const at = placeOf('paragraph') + 1
    for (const edit of [
      (tr: Transform) => tr.insert(at, schema.text('Mostly ')),
      (tr: Transform) => tr.delete(at, at + 3),
      (tr: Transform) => tr.split(at + 9),
      (tr: Transform) => tr.addMark(at, at + 2, schema.mark('strong')),
      (tr: Transform) => tr.setNodeAttribute(placeOf('turn'), 'speaker', 'Minah'),
      (tr: Transform) => tr.setNodeMarkup(placeOf('paragraph'), schema.node('heading').type, { level: 3 }),
      (tr: Transform) => tr.delete(placeOf('figure'), placeOf('figure') + 11),
    ]) {
      const { steps, doc } = edited(START, edit)
      expect(steps.length).toBeGreaterThan(0)
      expect(replay(START, [steps])).toEqual({ article: { ...START, doc }, applied: 1, refused: '' })
    }
  })

  it('puts words and metadata in the order they came', () => {
    const first = edited(START, (tr) => tr.insert(placeOf('paragraph') + 1, schema.text('a')))
    const second = edited({ ...START, doc: first.doc }, (tr) =>
      tr.insert(placeOf('paragraph') + 2, schema.text('b')),
    )
    const metadata = { ...emptyMetadata(), tags: ['trams'] }
    expect(replay(START, [first.steps, { metadata }, second.steps])).toEqual({
      article: { metadata, doc: second.doc },
      applied: 3,
      refused: '',
    })
  })

  it('returns the article unchanged if there are no changes', () => {
    expect(replay(START, [])).toEqual({ article: START, applied: 0, refused: '' })
    expect(replay(START, [[]]).article).toEqual(START)
  })
})

describe('replay of what does not fit', () => {
  const good = edited(START, (tr) => tr.insert(placeOf('paragraph') + 1, schema.text('a')))
  const cases: Record<string, unknown> = {
    'no record': 'typed',
    nothing: null,
    'no metadata': { metadata: { tags: 'trams' } },
    'a step that is none': [null],
    'a step of no kind': [{ stepType: 'explode', from: 1, to: 2 }],
    'a kind from the prototype': [{ stepType: 'constructor', from: 1, to: 2 }],
    'a place beyond the end': [{ stepType: 'replace', from: 90_000, to: 90_001 }],
    'a place before the start': [{ stepType: 'replace', from: -4, to: 2 }],
    'a place between two places': [{ stepType: 'replace', from: 1.5, to: 2.5 }],
    'a document without its headline': [{ stepType: 'replace', from: 0, to: 16 }],
    'an attribute no turn may have': [
      // One further on than at the start: the change before put a letter in.
      { stepType: 'attr', pos: placeOf('turn') + 1, attr: 'speaker', value: 'two\nlines' },
    ],
    'an address that would run': [
      {
        stepType: 'addMark',
        mark: { type: 'link', attrs: { href: 'javascript:alert(1)' } },
        from: placeOf('paragraph') + 1,
        to: placeOf('paragraph') + 4,
      },
    ],
    'a node of no kind': [
      { stepType: 'replace', from: 40, to: 40, slice: { content: [{ type: 'script' }] } },
    ],
    'text with a control in it': [
      {
        stepType: 'replace',
        from: placeOf('paragraph') + 1,
        to: placeOf('paragraph') + 1,
        slice: { content: [{ type: 'text', text: 'a\u0000b' }] },
      },
    ],
  }
  for (const [what, change] of Object.entries(cases))
    it(`stops before ${what}, and keeps what came before`, () => {
      const { article: now, applied, refused } = replay(START, [good.steps, change, good.steps])
      expect(now.doc).toEqual(good.doc)
      expect(applied).toBe(1)
      expect(refused).not.toBe('')
    })

  it('finds the one bad change among hundreds', () => {
    const changes: unknown[] = Array.from({ length: 300 }, () => good.steps)
    changes[201] = [{ stepType: 'attr', pos: placeOf('turn') + 201, attr: 'speaker', value: 7 }]
    const { article: now, applied } = replay(START, changes)
    expect(applied).toBe(201)
    expect(JSON.stringify(now.doc)).toContain(`${'a'.repeat(201)}It leaves`)
  })

  it('never throws, and always returns a valid article', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), hostileSteps()), { maxLength: 4 }), (changes) => {
        const { article: now } = replay(START, changes)
        expect(checkDoc(now.doc)).toEqual(now.doc)
      }),
      { numRuns: 300 },
    )
  })
})

function hostileSteps(): fc.Arbitrary<unknown> {
  const place = fc.integer({ min: -5, max: 120 })
  const content = fc.constantFrom(
    p('x'),
    h2('x'),
    turn('A', 'x'),
    dialogue(turn('A', 'x')),
    ...strong('x'),
    { type: 'doc' },
    { type: 'body' },
    { type: 'heading', attrs: { level: 99 } },
  )
  const slice = fc.record({ content: fc.array(content, { maxLength: 2 }), openStart: place, openEnd: place })
  return fc.array(
    fc.oneof(
      fc.record({ stepType: fc.constant('replace'), from: place, to: place, slice }),
      fc.record({
        stepType: fc.constant('replaceAround'),
        from: place,
        to: place,
        gapFrom: place,
        gapTo: place,
        insert: place,
        slice,
      }),
      fc.record({
        stepType: fc.constant('attr'),
        pos: place,
        attr: fc.constantFrom('speaker', 'src', 'level', '__proto__'),
        value: fc.jsonValue(),
      }),
    ),
    { minLength: 1, maxLength: 3 },
  )
}
