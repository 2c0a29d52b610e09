import { describe, expect, it } from 'vitest'
import { outline, readText, readTextBlocks } from '../../../src/article/index.ts'
import { embed, link, p, turn, dialogue, br } from '../../build.ts'

/** Outline rows without the keys that matter to other tests. */
function rows(text: string): string[] {
  return outline(readText(text)).map(({ type, text: words }) => `${type}: ${String(words ?? '')}`)
}

const OPENING = 'A headline\n\nA first paragraph that ends with a full stop.\n\n'

/** The body of a text that has a headline, no standfirst, and these lines after a first paragraph. */
function body(text: string): readonly unknown[] {
  return readText(OPENING + text).doc.content?.[2]?.content?.slice(1) ?? []
}

describe('headline and standfirst', () => {
  it('takes the first line as the headline', () => {
    expect(rows('\n \t\n  Below blank lines  \n')).toEqual(['headline: Below blank lines'])
    expect(rows('Nobody Lit The Stove.\n\nThe text.')[0]).toBe('headline: Nobody Lit The Stove.')
  })

  it.each([
    ['a turn', 'Mina: “Who has the oars?”\nJun: “The sea.”', 'turn: “Who has the oars?”'],
    ['an address', 'https://youtu.be/tEa4MidNigh', 'embed: '],
    ['a caption', 'Caption: Five years later\n\nThe text.', 'caption: Five years later'],
    ['a figure', 'Mina Solis | Lantern Films\n\nThe text.', 'figure: '],
    ['a list', '- salt\n- flour\n\nThe text.', 'listItem: salt'],
    [
      'a sentence as long as a paragraph',
      'The ferry left at ten, or when the last lorry was aboard, and nobody who took it believed in timetables.\n\nIt sank.',
      'paragraph: The ferry left at ten, or when the last lorry was aboard, and nobody who took it believed in timetables.',
    ],
  ])('leaves the headline empty where the text begins with %s', (_what, text, first) => {
    expect(rows(text).slice(0, 2)).toEqual(['headline: ', first])
    expect(readText(text).metadata.slug).toBe('')
  })

  it('takes a quotation with a name before it as the headline where a paragraph follows', () => {
    expect(rows('Mina Solis: “I Never Lit The Stove”\n\nThe text.')[0]).toBe(
      'headline: Mina Solis: “I Never Lit The Stove”',
    )
  })

  it.each([
    ['By Oona Kell', 'Oona Kell'],
    ['by Oona Kell and Bo Tann, Harbour Gazette', 'Oona Kell and Bo Tann, Harbour Gazette'],
    ['Von Ilse Brandt', 'Ilse Brandt'],
    ['Par Lucie de la Tour', 'Lucie de la Tour'],
    ['Words by Oona Kell', 'Oona Kell'],
    ['등대일보 한나래 기자 hana@lantern.example', '등대일보 한나래 기자 hana@lantern.example'],
    ['取材・文：水野はるか', '水野はるか'],
    ['By Oona Kell\nPublished on 3 May 2031', 'Oona Kell · Published on 3 May 2031'],
    ['Seoul, May 3, 2031', 'Seoul, May 3, 2031'],
    ['2031.05.03 14:20', '2031.05.03 14:20'],
    ['文・水野はるか', '水野はるか'],
    ['文／水野はるか', '水野はるか'],
    ['取材・文　水野はるか', '水野はるか'],
    ['한나래 지음', '한나래 지음'],
    ['글 한나래', '한나래'],
    ['글 | 한나래\n사진 | 방준오\n2031년 2월호', '한나래 · 사진 | 방준오 · 2031년 2월호'],
    ['Par la rédaction', 'Par la rédaction'],
    ['Von der Redaktion', 'Von der Redaktion'],
    ['Por Lucía Peña', 'Lucía Peña'],
    ['Av Tove Almström', 'Tove Almström'],
    ['Текст: Алла Вершинина', 'Алла Вершинина'],
    ['By Oona Kell\nStaff writer', 'Oona Kell · Staff writer'],
    [
      'Reportage\nTexte : Maud Lestrange\nPhotos : Anouk Delvaux\n11 mars 2031 à 18 h 30',
      'Reportage · Maud Lestrange · Photos : Anouk Delvaux · 11 mars 2031 à 18 h 30',
    ],
    [
      'Recorded 6 November 2031, Marlow\nInterviewer: Peg Whitlow',
      'Recorded 6 November 2031, Marlow · Interviewer: Peg Whitlow',
    ],
    ['by teapotlady | June 3, 2026', 'teapotlady | June 3, 2026'],
  ])('takes %j below the headline as the byline', (lines, byline) => {
    const text = `A headline\n\n${lines}\n\nThe text.`
    expect(rows(text)).toEqual(['headline: A headline', 'paragraph: The text.'])
    expect(readText(text).metadata.byline).toBe(byline)
  })

  it('takes a name alone as the byline if the last paragraph says who that is', () => {
    const text = (last: string): string => `A headline\n\nA deck\n\nAgnes Whitby\n\nThe text.\n\n${last}`
    expect(readText(text('Agnes Whitby’s next column will be about soup.')).metadata.byline).toBe(
      'Agnes Whitby',
    )
    expect(readText(text('It rained on.')).metadata.byline).toBe('')
  })

  it('leaves the photographer’s line a photo where no author stands beside it', () => {
    expect(rows('A headline\n\nPhotos: Anouk Delvaux\n\nThe text.')[1]).toMatch(/^figure/)
  })

  it('leaves the people of a play a paragraph', () => {
    expect(rows('A headline\n\nCharacters: Mina, Jun, a gull\n\nThe text.')[1]).toMatch(/^paragraph/)
  })

  it('takes the byline before and behind the standfirst', () => {
    for (const lines of ['A deck\n\nBy Oona Kell', 'By Oona Kell\n\nA deck', 'A deck\nBy Oona Kell']) {
      const text = `A headline\n\n${lines}\n\nThe text.`
      expect(rows(text)[1], lines).toBe('standfirst: A deck')
      expect(readText(text).metadata.byline).toBe('Oona Kell')
    }
  })

  it.each([
    'By noon the stove was cold',
    'By the Harbour Road and back',
    'Seoul, or what was left of it',
    'By Oona Kell is the stove.',
  ])('leaves %j a line of the text', (line) => {
    expect(readText(`A headline\n\n${line}\n\nThe text.`).metadata.byline).toBe('')
  })

  it.each([
    'Warning: spoilers ahead!',
    'Editor’s note: the stove was lit',
    '주의: 스포일러가 있습니다!',
    'ネタバレ注意！',
  ])('takes %j as no standfirst', (line) => {
    expect(rows(`A headline\n\n${line}\n\nThe text.`)[1]).toBe(`paragraph: ${line}`)
  })

  it('makes an empty article of an empty text', () => {
    for (const text of ['', '\n\n', ' \u00a0\t\r\n', '\ufeff', '\u200b\n\u200b'])
      expect(rows(text)).toEqual(['headline: '])
  })

  it.each([
    ['a lone quotation, full stop and all', '“We never lit the stove.”'],
    ['a straight quotation', '"We never lit the stove."'],
    ['a quotation in another script', '「火はつけていません。」'],
    ['a short line without a full stop', 'Nine days, two ladders, no stove'],
    ['a question', 'Who lit the stove?'],
    ['a line that trails off', 'And then the stove went out...'],
  ])('takes %s as the standfirst', (_what, second) => {
    expect(rows(`A headline\n\n${second}\n\nThe text.`)[1]).toBe(`standfirst: ${second}`)
  })

  it.each([
    ['a sentence', 'The stove was never lit.'],
    ['two quotations with words between', '“No,” she said. “Never.”'],
    ['a sentence that ends in a quotation', 'She said “We never lit the stove.”'],
    ['a Japanese sentence', '火はつけていません。'],
    ['a line too long to be short', `${'On and on it went '.repeat(12)}without a stop`],
    ['two lines', 'One line\nAnother line'],
  ])('takes %s as a paragraph', (_what, second) => {
    expect(rows(`A headline\n\n${second}\n\nThe text.`)[1]).toBe(`paragraph: ${second}`)
  })

  it('prefers what a block claims to a standfirst', () => {
    expect(rows('A headline\n\nMina: “No.”\n\nThe text.')[1]).toBe('turn: “No.”')
    expect(rows('A headline\n\nMina | Lantern Films\n\nThe text.')[1]).toBe('figure: ')
    expect(rows('A headline\n\nSource: The Gazette')[1]).toBe('source: The Gazette')
  })

  it('takes the rest of the first chunk as the second block', () => {
    expect(rows('A headline\nA deck right below\n\nThe text.')).toEqual([
      'headline: A headline',
      'standfirst: A deck right below',
      'paragraph: The text.',
    ])
  })
})

describe('lines', () => {
  it('knows the line ends of every system', () => {
    for (const end of ['\n', '\r\n', '\r', '\u2028', '\v', '\u0085'])
      expect(rows(['A headline', '', 'The text.', '', 'More text.'].join(end))).toEqual([
        'headline: A headline',
        'paragraph: The text.',
        'paragraph: More text.',
      ])
    expect(rows('A headline\u2029The text.\u2029More\u2028text.')).toEqual([
      'headline: A headline',
      'paragraph: The text.',
      'paragraph: More\ntext.',
    ])
  })

  it('drops a byte order mark, trims lines, keeps spaces inside them as they are', () => {
    expect(readText('\ufeffA\u00a0headline \u00a0\n').doc.content?.[0]?.content?.[0]?.text).toBe(
      'A\u00a0headline',
    )
    expect(body('\tTabs\tare one space,\u2003wide ones stay.')).toEqual([
      p('Tabs are one space,\u2003wide ones stay.'),
    ])
  })

  it('reads past what nobody sees: zero-width spaces, marks of direction, byte order marks in mid-text', () => {
    for (const unseen of ['\u200b', '\u2060', '\ufeff', '\u200e', '\u200b \u200b'])
      expect(
        rows(
          `${unseen}A headline\n\n“A deck.”${unseen}\n\n${unseen}Mina${unseen}: ${unseen}“Yes.”${unseen}\n` +
            `${unseen}Caption:${unseen}“It worked.”\n${unseen}| JTBC${unseen}\n` +
            `https://youtu.be/tEa4MidNigh${unseen}\n\n${unseen}Source: The Gazette${unseen}`,
        ),
      ).toEqual([
        'headline: A headline',
        'standfirst: “A deck.”',
        'turn: “Yes.”',
        'caption: “It worked.”',
        'figure: ',
        'embed: ',
        'source: The Gazette',
      ])
  })

  it('keeps what letters are joined and parted by', () => {
    expect(body('نمی\u200cخواهم 👩\u200d🚀 ភាសា\u200bខ្មែរ')).toEqual([
      p('نمی\u200cخواهم 👩\u200d🚀 ភាសា\u200bខ្មែរ'),
    ])
  })

  it('sees a blank line where an editor left a zero-width space', () => {
    expect(rows('A headline\n\u200b\nThe text.\n\u200b\nMore text.')).toHaveLength(3)
  })

  it('makes each line a block where there is no blank line', () => {
    expect(rows('A headline\nThe text.\nMore text\nMina: “No.”\nSource: The Gazette')).toEqual([
      'headline: A headline',
      'paragraph: The text.',
      'paragraph: More text',
      'turn: “No.”',
      'source: The Gazette',
    ])
  })

  it('keeps lines that a writer broke: one paragraph with hard breaks', () => {
    expect(body('Nine hours of dark,\none hour of bread')).toEqual([
      p('Nine hours of dark,', br(), 'one hour of bread'),
    ])
  })

  it('takes lines longer than any column as paragraphs', () => {
    const long = `${'A sentence goes on, and on, and on, and on. '.repeat(4)}It ends.`
    expect(body(`${long}\nShort one.\n${long}`)).toEqual([p(long), p('Short one.'), p(long)])
  })

  it('joins what a program broke at a column', () => {
    expect(
      body(
        'The night ferry leaves at ten, or when the last lorry is aboard, and\n' +
          'nobody who takes it twice believes in the timetable any more. The\n' +
          'bakers had brought their own flour.',
      ),
    ).toEqual([
      p(
        'The night ferry leaves at ten, or when the last lorry is aboard, and nobody who takes it twice believes in ' +
          'the timetable any more. The bakers had brought their own flour.',
      ),
    ])
  })

  it('joins Japanese lines without a space', () => {
    const [one, two] = [
      '朝から本物の雨が降り続き、用意していた散水車は使われない',
      'まま駐車場の隅で一日を過ごした。',
    ]
    expect(body(`${one}\n${two}`)).toEqual([p(`${one}${two}`)])
  })

  it('gives a turn the lines it was broken into', () => {
    expect(
      body(
        'Greta Lind: “We tried it once, and the bread rose so slowly that the\n' +
          'ferry was back before it was done.”\n' +
          'Ole Strand: “It was good bread.”',
      ),
    ).toEqual([
      dialogue(
        turn(
          'Greta Lind',
          '“We tried it once, and the bread rose so slowly that the ferry was back before it was done.”',
        ),
        turn('Ole Strand', '“It was good bread.”'),
      ),
    ])
  })

  it('never joins a line to an address above it', () => {
    const url = 'https://www.youtube.com/watch?v=tEa4MidNigh'
    expect(body(`${url}\nwatch the whole of it on the channel page`)).toEqual([
      embed(url, { provider: 'youtube', id: 'tEa4MidNigh' }),
      p('watch the whole of it on the channel page'),
    ])
  })
})

describe('what belongs together', () => {
  it('makes one dialogue of turns that follow each other, blank lines or not', () => {
    const both = dialogue(turn('Mina', '“Yes.”'), turn('Jun', '“No.”'))
    expect(body('Mina: “Yes.”\nJun: “No.”')).toEqual([both])
    expect(body('Mina: “Yes.”\n\nJun: “No.”')).toEqual([both])
  })

  it('ends a dialogue where anything else stands between', () => {
    expect(body('Mina: “Yes.”\nShe laughed.\nJun: “No.”')).toEqual([
      dialogue(turn('Mina', '“Yes.”')),
      p('She laughed.'),
      dialogue(turn('Jun', '“No.”')),
    ])
  })
})

describe('what is known about the article', () => {
  it('seeds the cast in order of appearance, spellings that compare alike once', () => {
    const { cast } = readText(
      `${OPENING}Mina to Jun: “a”\nJun: “b”\nZoë Hart: “c”\n${'Zoë Hart'.normalize('NFD')}: “d”`,
    ).metadata
    expect(cast.map(({ name }) => name)).toEqual(['Mina', 'Jun', 'Zoë Hart'])
  })

  it('names the slug after the headline', () => {
    expect(readText('Mina’s “Third” Kettle\n\nText.').metadata.slug).toBe('minas-third-kettle')
  })

  it.each([
    ['en', 'A headline\n\nThe text.'],
    ['ko', '등대의 겨울\n\n두 배우가 JTBC 드라마 촬영장에서 만났다.'],
    ['ko', '등대의 겨울\n\n두 배우가 만났다.'.normalize('NFD')],
    ['ja', '雨宿りは三分間\n\n朝から本物の雨だった。'],
    ['zh', '下雨的早晨\n\n两位演员在码头等船。'],
    ['en', 'A headline\n\nThe Korean title is 등대, which means lighthouse.'],
    ['en', '14 + 3\n\n17'],
  ])('tells %s by its script', (language, text) => {
    expect(readText(text).metadata.language).toBe(language)
  })
})

describe('part of an article', () => {
  it('has neither headline nor standfirst', () => {
    expect(readTextBlocks('One short line\n\nMina: “Yes.”\n\nhttps://dyeworks.example/')).toEqual([
      p('One short line'),
      dialogue(turn('Mina', '“Yes.”')),
      p(link('https://dyeworks.example/')),
    ])
    expect(readTextBlocks('')).toEqual([])
  })
})

describe('columns that are set with spaces', () => {
  const TABLE =
    'Name          Place     Points\nMina Solis    1             99\nJun Harrow    2              7\nBo Tann       3            120'

  it('are a table', () => {
    const text = 'Name | Place | Points / Mina Solis | 1 | 99 / Jun Harrow | 2 | 7 / Bo Tann | 3 | 120'
    expect(outline(readText(OPENING + TABLE)).at(-1)).toEqual({ type: 'table', text })
  })

  it.each([
    ['two rows', 'Name          Place     Points\nMina Solis    1         99'],
    ['two columns', 'Mina Solis    0:03\nJun Harrow    0:11\nBo Tann       0:15'],
    ['columns that are not aligned', 'One  two  three\nAnother  one  here\nAnd  a  last one'],
    ['two spaces behind each sentence', 'It rained.  Nobody came.  So.\nIt was so.  Or not.  No.\nThe end.  It is.  Yes.'],
  ])('are text with %s', (_what, text) => {
    expect(rows(OPENING + text).filter((row) => row.startsWith('table'))).toEqual([])
  }) // prettier-ignore
})
