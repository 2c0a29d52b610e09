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

  it('has the speakers in its cast', () => {
    const read = recogniseArticle(article('Night', '', p('Mina Solis: “Who?”'), p('Jun Harrow: “Me.”')))
    expect(read.metadata.cast.map(({ name }) => name)).toEqual(['Mina Solis', 'Jun Harrow'])
  })
})
