import { describe, expect, it } from 'vitest'
import { outline, readText } from '../../../src/article/index.ts'

/** Texts of a few lines, in which little speaks for a turn but the lines beside it. */

/** Returns the rows in short, without an empty headline: `turn Mina > Jun: Hello.`, `paragraph words`. */
function rows(text: string): string[] {
  return outline(readText(text)).flatMap(({ type, text: words, speaker, to }) => {
    if (type === 'headline' && words === '') return []
    const name = [speaker, to].filter((part) => typeof part === 'string' && part !== '').join(' > ')
    return [type === 'turn' ? `turn ${name}: ${String(words)}` : `${type} ${String(words)}`]
  })
}

describe('reads as dialogue', () => {
  it.each([
    ['names on lines of their own', 'An evening with Solveig\n\nSOLVEIG:\nI never wanted to sing.\n\nANDERS:\nShe says that every year.', ['headline An evening with Solveig', 'turn SOLVEIG: I never wanted to sing.', 'turn ANDERS: She says that every year.']],
    ['a surname after the full name', 'Ana Ruiz, 34, baker: I get up at three.\n\nTom Lee (bass): I do not.\n\nRuiz: He does, too.', ['turn Ana Ruiz: I get up at three.', 'turn Tom Lee: I do not.', 'turn Ruiz: He does, too.']],
    ['two who speak together, and one of them alone', 'Mina & Jun: We did it!\n\nAll: Hurray!\n\nMina: Now sleep.', ['turn Mina & Jun: We did it!', 'turn All: Hurray!', 'turn Mina: Now sleep.']],
    ['a name in lower case that returns', 'mina: hello there, are you up?\njun: no, I’m not.\nmina: good.', ['turn mina: hello there, are you up?', 'turn jun: no, I’m not.', 'turn mina: good.']],
    ['somebody spoken to who speaks, in German', 'Das Haus am See\n\nMina zu Jun: „Wo warst du?“\n\nJun: „Im Regen.“', ['headline Das Haus am See', 'turn Mina > Jun: „Wo warst du?“', 'turn Jun: „Im Regen.“']],
    ['somebody spoken to who speaks, in Korean', '비의 계절\n\n미나: 어디 갔었어?\n\n준이 미나에게: 비를 맞았어.', ['headline 비의 계절', 'turn 미나: 어디 갔었어?', 'turn 준 > 미나: 비를 맞았어.']],
    ['somebody spoken to who speaks, in Chinese', '雨季\n\n米娜：“你去哪儿了？”\n\n俊对米娜：“在雨里。”', ['headline 雨季', 'turn 米娜: “你去哪儿了？”', 'turn 俊 > 米娜: “在雨里。”']],
    ['a question in Arabic and its answer', 'ليلى: كيف حالك؟\n\nسامي: بخير.', ['turn ليلى: كيف حالك؟', 'turn سامي: بخير.']],
    ['questions behind two dashes, in Japanese', '灯台守\n\n――なぜ今ですか。\n\n誰も聞かなかったからです。私も忘れていました。\n\n――題名は。\n\n母の名前です。', ['headline 灯台守', 'turn : ――なぜ今ですか。', 'turn : 誰も聞かなかったからです。私も忘れていました。', 'turn : ――題名は。', 'turn : 母の名前です。']],
    ['a short answer about somebody else', 'The ferry\n\nMina: I was late.\nJun: She was.\n\nAs Mina told us: there was no ferry that day.', ['headline The ferry', 'turn Mina: I was late.', 'turn Jun: She was.', 'paragraph As Mina told us: there was no ferry that day.']],
    ['emoji for names', '🐱: are you there?\n🐶: I am!\n🐱: good.', ['turn 🐱: are you there?', 'turn 🐶: I am!', 'turn 🐱: good.']],
  ])('%s', (_what, text, expected) => {
    expect(rows(text)).toEqual(expected)
  }) // prettier-ignore
})

describe('makes no headline of the first line of', () => {
  it.each([
    ['awards', 'Best Drama: “The Long Rain”\nBest Actor: Jun Harrow, “The Long Rain”\nBest Song: “Kettle”'],
    ['broadcasters', 'Netflix: “The Long Rain”\nDisney+: “Kettle Days”'],
    ['times', 'Seoul: 14:00\nTokyo: 15:00\nBerlin: 07:00'],
    ['facts above an article', 'Best Drama: “The Long Rain”\nBest Actor: Jun Harrow\n\nThe jury needed nine hours, and one of them left early.'],
  ])('a list of %s', (_what, text) => {
    expect(rows(text).every((row) => row.startsWith('paragraph '))).toBe(true)
  }) // prettier-ignore
})

it('keeps a headline with a colon above a byline, a turn or a sentence', () => {
  for (const below of ['By: Ada Penn\n\nIt rained for nine days.', '\nMina: “Wait.”\n\nJun: “No.”\n\nMina: “Yes.”', '\nIt rained: nobody came.'])
    expect(rows(`Recap: The Long Rain\n${below}`)[0]).toBe('headline Recap: The Long Rain')
}) // prettier-ignore

it.each([
  ['a bracket around caption and credit', '[Image: a pier in the rain. Credit: Nordbild]', 'a pier in the rain.', 'Nordbild'],
  ['a sign behind a label and its words', 'Photo: The pier. © Anna Berg', 'The pier.', 'Anna Berg'],
  ['a label behind a bar', 'The pier today | Photo by Jun Harrow', 'The pier today', 'Jun Harrow'],
  ['a label behind a bar, in Korean', '비 오는 부두 | 사진=파도스튜디오', '비 오는 부두', '파도스튜디오'],
])('reads a credit with %s', (_what, line, caption, credit) => {
  const text = `The harbour\n\nIt was open again.\n\n${line}`
  expect(outline(readText(text)).at(-1)).toEqual({ type: 'figure', caption, credit })
}) // prettier-ignore

it.each([
  ['the first of several questions', 'Mina Solis, actor\n\nWhat is your favourite scene?\n\nThe one with the kettle.\n\nWhat was the hardest?\n\nThe rain.'],
  ['the first of a list of people', 'Cast\nMina Solis: Han Seo-yeon\nJun Harrow: Lee Do-yun\nMrs. Abel: Park Mi-ra'],
])('makes no standfirst of %s', (_what, text) => {
  expect(rows(text).filter((row) => row.startsWith('standfirst'))).toEqual([])
}) // prettier-ignore

it('keeps a standfirst with a colon above turns', () => {
  const text = 'The ferry\n\nRecap: episode nine\n\nMina: “Wait.”\n\nJun: “No.”\n\nMina: “Yes.”'
  expect(rows(text)[1]).toBe('standfirst Recap: episode nine')
})

it('makes no headline of a remark to the reader', () => {
  expect(rows('Note: all times are local.\n\nDoors: 19:00\nShow: 20:00')[0]).toBe('paragraph Note: all times are local.')
}) // prettier-ignore

it('makes no standfirst of a salutation', () => {
  expect(rows('Letters\n\nDear editor,\n\nI was late.')[1]).toBe('paragraph Dear editor,')
})

it.each([
  ['an author above a date', 'Ada Penn\n3 May 2024', 'Ada Penn · 3 May 2024'],
  ['a line in capitals', 'BY ADA PENN | MAY 3, 2024', 'ADA PENN | MAY 3, 2024'],
  ['a label', 'By: Ada Penn', 'Ada Penn'],
])('reads a byline with %s', (_what, lines, byline) => {
  const { metadata } = readText(
    `The ferry leaves\n\n${lines}\n\nThe ferry left in 1994, and nobody was on it.`,
  )
  expect(metadata.byline).toBe(byline)
})

it('leaves the credit of a photo below the text out of the byline', () => {
  const article = readText('Fari\n\nMina: “Vieni?”\n\nJun: “No.”\n\nFoto di Anna Berg')
  expect(article.metadata.byline).toBe('')
  expect(outline(article).at(-1)).toEqual({ type: 'figure', caption: '', credit: 'Anna Berg' })
})

it('tells a trade from an aside', () => {
  const found = outline(readText('The band\n\nMina Solis, singer: “I was late.”\n\nJun Harrow, drummer: “She was.”'))
  expect(found.map(({ role }) => role).filter(Boolean)).toEqual(['singer', 'drummer'])
}) // prettier-ignore

it('tells Spanish by its opening marks', () => {
  expect(readText('El faro\n\nAna: ¿Vienes?\n\nLuis: ¡Nunca!').metadata.language).toBe('es')
})

it('reads a list of two in Hangul', () => {
  expect(rows('우산\n\n비가 왔다.\n\n가. 우산 하나\n나. 우산 둘')).toEqual(['headline 우산', 'paragraph 비가 왔다.', 'listItem 우산 하나', 'listItem 우산 둘']) // prettier-ignore
})

it('tells no language by addresses', () => {
  const text =
    'Watch\n\nhttps://www.example.com/e/o/a/v/no\n\nhttps://www.example.com/da/o/com\n\nhttps://example.com/e'
  expect(readText(text).metadata.language).toBe('en')
})
