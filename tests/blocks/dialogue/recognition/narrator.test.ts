import { describe, expect, it } from 'vitest'
import { readText } from '../../../../src/article/index.ts'
import { children, textOf } from '../../../../src/blocks/node.ts'

/** Returns the paragraphs and turns of an interview in which some paragraph stands below an answer. */
function interview(answer: string, paragraph: string, question = 'Q. And then?'): string[] {
  const text = [
    'Seven Questions For A Painter',
    'Ewan Tolley is eighty-one and has painted four hundred lighthouses, all of them from memory.',
    'Q. Do you ever get them wrong?',
    'A. All of them.',
    'Q. Has a keeper complained?',
    answer,
    paragraph,
    question,
    'A. Nothing.',
  ].join('\n\n')
  const body = readText(text).doc.content?.[2]?.content ?? []
  return body.flatMap((block) =>
    block.type === 'dialogue' ? children(block).map((turn) => `> ${textOf(turn)}`) : [textOf(block)],
  )
}

const ANSWER = 'A. One wrote to me once.'

describe('a speech goes on over paragraphs', () => {
  it.each([
    ['that say I', 'I had put the door on the sea side, and the keeper had to swim to his supper.'],
    ['that say I and tell of others', 'He was right, of course. I sent him the picture, and he sent it back with the door painted out.'],
    ['that quote somebody', 'My sister keeps the letter in a drawer. She says I should have answered him by return of post.'],
    ['that say we', 'We were four brothers in one room, and the light came through every eleven seconds of the night.'],
    ['that address somebody', 'You have to wait until the paint is dry, and then you have to wait until the keeper is dead.'],
    ['in capitals at their start', 'Ich war neun und hatte noch kein Meer gesehen. Darum ist der erste Turm auch ein Kirchturm.'],
    ['with a particle of speech', 'Luego hay que lijar, claro, pero eso lo sabe hacer cualquiera que haya tenido una puerta que roza.'],
    ['of an unspaced script, which are shorter', '무 둘, 쉼표, 오이 넷. 이런 식으로요. 시장 아주머니가 가끔 작곡을 고쳐 주세요.'],
  ])('%s', (_what, paragraph) => {
    expect(interview(ANSWER, paragraph)).toContain(`> One wrote to me once.\n${paragraph}`)
  }) // prettier-ignore
})

describe('the narrator returns', () => {
  it.each([
    ['to tell of a speaker', 'He then insists on seeing our notes, corrects the spelling of a name, and asks for a chair.'],
    ['to name who was introduced', 'Tolley gets up at this, looks for his glasses and finds two pairs of them in our bag.'],
    ['to say what somebody does', 'I ask for a second cup, and she laughs. My recorder has stopped, so I take notes from here on.'],
    ['to describe', 'The gallery is closed by now. Somewhere a door is painted out, and the lamps go off one by one.'],
    ['in German', 'Er lacht lange. Ich schalte das Gerät aus, und wir sehen eine Weile dem Regen auf dem Dach zu.'],
    ['in French', 'Elle sourit et me tend une photographie de mon propre phare, celui que je croyais perdu à jamais.'],
    ['in Spanish', 'Da la una en la torre. Durante un rato largo no se oye nada más que la lluvia sobre la campana.'],
    ['in Korean', '그는 잠시 창밖을 바라보더니 붓을 내려놓았다. 비가 그치고 등대에 불이 들어오는 참이었다.'],
  ])('%s', (_what, paragraph) => {
    expect(interview(ANSWER, paragraph)).toContain(paragraph)
  }) // prettier-ignore

  it('between a question and its answer', () => {
    const paragraph =
      'I have brought a photograph of the lighthouse, and I put it on the table between the cups.'
    expect(interview('Q. Do you know this one?', paragraph, 'A. I painted it.')).toContain(paragraph)
  })
})
