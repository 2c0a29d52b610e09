import { describe, expect, it } from 'vitest'
import { recogniseArticle, recogniseBlocks } from '../../../src/article/index.ts'
import { article, br, dialogue, em, h2, p, source, strong, turn, ul } from '../../build.ts'

describe('a formatted text', () => {
  it('has its dialogue recognised, with the marks of its words', () => {
    expect(
      recogniseBlocks([
        h2('Night'),
        p(strong('Mina Solis:'), ' “Who has the ', em('oars'), '?”'),
        p('Jun Harrow: “The sea.”'),
        p('They laugh.'),
        p('Mina Solis: “Still.”'),
      ]),
    ).toEqual([
      h2('Night'),
      dialogue(turn('Mina Solis', '“Who has the ', em('oars'), '?”'), turn('Jun Harrow', '“The sea.”')),
      p('They laugh.'),
      dialogue(turn('Mina Solis', '“Still.”')),
    ])
  })

  it('has dialogue recognised on lines of one paragraph', () => {
    expect(
      recogniseBlocks([p('They wait.', br(), 'Mina Solis: “Now?”', br(), 'Jun Harrow: “Not yet.”')]),
    ).toEqual([p('They wait.'), dialogue(turn('Mina Solis', '“Now?”'), turn('Jun Harrow', '“Not yet.”'))])
  })

  it.each([
    ['with words behind them', [p(strong('Mina Solis:'), ' Hello there.'), p(strong('Jun Harrow: '), 'Hello.')]],
    ['with words below them', [p(strong('Mina Solis:'), br(), 'Hello there.'), p(strong('Jun Harrow:'), br(), 'Hello.')]],
    ['in paragraphs of their own', [p(strong('Mina Solis:')), p('Hello there.'), p(strong('Jun Harrow:')), p('Hello.')]],
  ])('has bold names as speakers: %s', (_where, given) => {
    expect(recogniseBlocks(given)).toEqual([dialogue(turn('Mina Solis', 'Hello there.'), turn('Jun Harrow', 'Hello.'))])
  }) // prettier-ignore

  it('has bold names without a colon as speakers where they return', () => {
    const said = (name: string, words: string) => [p(strong(name)), p(words)]
    expect(
      recogniseBlocks([
        ...said('Mina Solis', 'Who has the oars?'),
        ...said('Jun Harrow', 'The sea.'),
        ...said('Mina Solis', 'Still.'),
      ]),
    ).toEqual([
      dialogue(
        turn('Mina Solis', 'Who has the oars?'),
        turn('Jun Harrow', 'The sea.'),
        turn('Mina Solis', 'Still.'),
      ),
    ])
  })

  it('has the bold questions of an interview and their answers as turns without a speaker', () => {
    expect(
      recogniseBlocks([
        p('She lives by the sea.'),
        p(strong('Why did you stop?')),
        p('I had seen enough.'),
        p('My aunt still goes. She takes my coat, so I cannot.'),
        p(strong('And the boat?')),
        p('I sold it.'),
        p('The door bangs in the wind, and the lamp goes out.'),
        p(strong('To whom?')),
        p('To you, as you know.'),
      ]),
    ).toEqual([
      p('She lives by the sea.'),
      dialogue(
        turn('', strong('Why did you stop?')),
        turn('', 'I had seen enough.', br(), 'My aunt still goes. She takes my coat, so I cannot.'),
        turn('', strong('And the boat?')),
        turn('', 'I sold it.'),
      ),
      p('The door bangs in the wind, and the lamp goes out.'),
      dialogue(turn('', strong('To whom?')), turn('', 'To you, as you know.')),
    ])
  })

  it.each([
    ['labels', [p(strong('Battery:'), ' Two days.'), p(strong('Camera:'), ' Three of them.'), p(strong('Screen:'), ' It is bright.')]],
    ['headings', [p(strong('Battery Life')), p('It lasts for two days.'), p(strong('The Camera')), p('It has three.')]],
    ['frequent questions', [p(strong('When does it open?')), p('At nine.'), p(strong('Is there a lift?')), p('Yes, to all floors.'), p(strong('Are dogs allowed?')), p('On a lead.')]],
    ['two questions', [p(strong('Why?')), p('I do not know.'), p(strong('When?')), p('My aunt knows.')]],
  ])('keeps bold %s', (_what, given) => {
    expect(recogniseBlocks(given)).toEqual(given)
  }) // prettier-ignore

  it('keeps lists, prose and what was dialogue already', () => {
    const given = [
      ul('Mina Solis: “Who?”'),
      p('It rained. ', em('Again.')),
      p('- no item'),
      dialogue(turn('Jun', 'x')),
    ]
    expect(recogniseBlocks(given)).toEqual(given)
  })

  it('ends with its source', () => {
    expect(recogniseBlocks([p('Source: Harbour Gazette')])).toEqual([source('Source', 'Harbour Gazette')])
  })

  it.each([
    ['a paragraph above the text', '', [p('By Oona Kell'), p('The text.')], 'Oona Kell'],
    ['several', '', [p('Words by Oona Kell'), p('3 May 2031'), p('The text.')], 'Oona Kell · 3 May 2031'],
    ['one that says the known name again', 'Oona Kell', [p('By Oona Kell'), p('The text.')], 'Oona Kell'],
    ['the known name alone', 'Oona Kell', [p('Oona Kell'), p('The text.')], 'Oona Kell'],
  ])('has its byline out of %s', (_where, byline, body, expected) => {
    const { metadata, ...rest } = article('Night', '', ...body)
    const read = recogniseArticle({ ...rest, metadata: { ...metadata, byline } })
    expect(read.metadata.byline).toBe(expected)
    expect(read.doc.content?.[2]?.content).toEqual([p('The text.')])
  })

  it('keeps a paragraph that names another author than the document’s', () => {
    const { metadata, ...rest } = article('Night', '', p('By Oona Kell'), p('The text.'))
    const read = recogniseArticle({ ...rest, metadata: { ...metadata, byline: 'Bo Tann' } })
    expect(read.doc.content?.[2]?.content).toHaveLength(2)
  })

  it('has the speakers in its cast', () => {
    const read = recogniseArticle(article('Night', '', p('Mina Solis: “Who?”'), p('Jun Harrow: “Me.”')))
    expect(read.metadata.cast.map(({ name }) => name)).toEqual(['Mina Solis', 'Jun Harrow'])
  })
})
