import { describe, expect, it } from 'vitest'
import { br, dialogue, p, turn } from '../../build.ts'
import { inside, plainOf, rowsOf } from '../reading.ts'

/** Returns the speaker of a single line; null if it stays a paragraph. */
function speakerOf(line: string): unknown {
  const [block] = inside(line)
  return block?.type === 'dialogue' ? block.content?.[0]?.attrs?.speaker : null
}

describe('a turn', () => {
  it.each([
    ['Mina: “Yes.”', turn('Mina', '“Yes.”')],
    ['Mina:\u00a0“Yes.”', turn('Mina', '“Yes.”')],
    ['Mina:“Yes.”', turn('Mina', '“Yes.”')],
    ['Mina : « Oui. »', turn('Mina', '« Oui. »')],
    ['Mina： “Yes.”', turn('Mina', '“Yes.”')],
    ['Mina to Jun: “Yes.”', turn({ speaker: 'Mina', to: 'Jun' }, '“Yes.”')],
    ['MINA TO JUN: “Yes.”', turn({ speaker: 'MINA', to: 'JUN' }, '“Yes.”')],
    ['Mina → Jun: “Yes.”', turn({ speaker: 'Mina', to: 'Jun' }, '“Yes.”')],
    ['Mina (laughing): “Yes.”', turn({ speaker: 'Mina', aside: 'laughing' }, '“Yes.”')],
    ['미나（웃으며）：“네.”', turn({ speaker: '미나', aside: '웃으며' }, '“네.”')],
    ['Mina (aside: softly): “Yes.”', turn({ speaker: 'Mina', aside: 'aside: softly' }, '“Yes.”')],
    ['Mina to Jun (aside): “Yes.”', turn({ speaker: 'Mina', to: 'Jun', aside: 'aside' }, '“Yes.”')],
    ['Mina (aside) to Jun: “Yes.”', turn({ speaker: 'Mina', to: 'Jun', aside: 'aside' }, '“Yes.”')],
    ['Mina (to Jun): “Yes.”', turn({ speaker: 'Mina', to: 'Jun' }, '“Yes.”')],
    ['Mina (to Jun, laughing): “Yes.”', turn({ speaker: 'Mina', to: 'Jun', aside: 'laughing' }, '“Yes.”')],
    ['Mina (to the camera): “Yes.”', turn({ speaker: 'Mina', to: 'the camera' }, '“Yes.”')],
    ['Mina (to be fair): “Yes.”', turn({ speaker: 'Mina', aside: 'to be fair' }, '“Yes.”')],
    ['Mina to Jun (to Bo): “Yes.”', turn({ speaker: 'Mina', to: 'Jun', aside: 'to Bo' }, '“Yes.”')],
    ['미나→준 (웃으며): “네.”', turn({ speaker: '미나', to: '준', aside: '웃으며' }, '“네.”')],
    ['Mina (laughing (hard)): “Yes.”', turn({ speaker: 'Mina', aside: 'laughing (hard)' }, '“Yes.”')],
    ['Mina\u200b:\u200b“Yes.”', turn('Mina', '“Yes.”')],
    ['Mina to the camera: “Yes.”', turn({ speaker: 'Mina', to: 'the camera' }, '“Yes.”')],
    ['Mina: “At 9:30: sharp.”', turn('Mina', '“At 9:30: sharp.”')],
  ])('is read from %s', (line, expected) => {
    expect(inside(line)).toEqual([dialogue(expected)])
  })

  it('keeps the writer’s characters', () => {
    expect(inside('Han\u00a0So Hee:\u00a0 “Yes.”')).toEqual([dialogue(turn('Han\u00a0So Hee', '“Yes.”'))])
    const decomposed = '한소희: “네.”'.normalize('NFD')
    expect(inside(decomposed)).toEqual([dialogue(turn('한소희'.normalize('NFD'), '“네.”'.normalize('NFD')))])
  })

  it('is not read from a line with two asides, because a turn has one', () => {
    expect(inside('Mina (low) to Jun (high): “Yes.”')).toEqual([p('Mina (low) to Jun (high): “Yes.”')])
  })
})

describe('a name', () => {
  it.each([
    'Mina', 'Han So Hee', 'Martin Luther King Jr.', 'HAN SO HEE', 'Q', 'A', 'J. K. Rowling', 'J.K. Rowling', 'D.O.', 'Jung Hae In',
    'Jae-eon', 'Jean-Luc', 'O’Brien', "O'Brien", 'McDonald', 'G-Dragon', 'AB6IX', 'Élodie', 'Björk', 'Đặng Thị Ngọc', 'Ñuñez', 'Лена',
    'Jean de la Croix', 'Ludwig van Beethoven', 'Maria da Silva', 'Osama bin Zayd', 'Omar al-Hassan', 'Jeanne d’Arc', 'Fan 2', 'MC 유재석',
    'Katie Price', 'Mrs. Abel', 'The Host', '한소희', '송 강', 'さくら', '山田太郎', '水野はるか', 'レオナルド・ディカプリオ', '王一博', '问',
  ])('is recognised: %s', (name) => {
    expect(speakerOf(`${name}: “Yes.”`)).toBe(name)
    const decomposed = name.normalize('NFD')
    expect(speakerOf(`${decomposed}: “Yes.”`)).toBe(decomposed)
  }) // prettier-ignore

  it.each([
    'He said', 'She Said', 'The poster said', 'Mina whispered', 'The Sign Read', 'mina', 'the host', 'One Two Three Four Five',
    'Note', 'NOTE', 'Warning', 'Update', 'Update 2', 'Price', 'Ticket Price', 'Correction', 'Spoiler', 'Editor’s note', "Editor's Note", 'Photo',
    'Watch', 'Read more', 'Date', 'Where', 'When', 'Location', 'Directed by', 'Directed By', 'Fun Fact', 'Breaking News', 'P.S.', 'Top Comment',
    'Episode 3', 'Chapter One', 'Part 2', 'Part II', 'Scene 4', 'Season Two', 'Day 3', 'Welcome to Seoul', 'Letter to Juliet', 'Back to School',
    '참고', '주의', '업데이트', '가격', '사진', '편집자 주', 'And Then', 'In Her Words', 'The Result', 'Myth', '제2화', '시즌 2', '그가 말했다', '포스터에는 적혀 있었다', '그는 이렇게 덧붙였습니다', '소희가 도현에게',
    '注意', '写真', '彼は言った', '監督は振り返って言った', '第三章', '她说', '海报上写着', '她笑道', '14:30', 'https', 'Mina, Jun', 'Mina’s “Fox”', '3', '-',
  ])('is not recognised in %s', (label) => {
    const line = `${label}: “Yes.”`
    expect(inside(line)).toEqual([p(line)])
    expect(inside(`${line}\n\n${line}`)).toEqual([p(line), p(line)])
  }) // prettier-ignore

  it('can be Question and Answer, or Q and A', () => {
    for (const [one, other] of [
      ['Question', 'Answer'],
      ['Q', 'A'],
      ['질문', '답변'],
      ['문', '답'],
    ] as const)
      expect(inside(`${one}: How?\n${other}: So.\n${one}: Why?\n${other}: Thus.`), one).toEqual([
        dialogue(turn(one, 'How?'), turn(other, 'So.'), turn(one, 'Why?'), turn(other, 'Thus.')),
      ])
  })

  it('counts as a speaker without quotation marks if it appears again, in any spelling', () => {
    expect(inside('Mina: yes')).toEqual([p('Mina: yes')])
    expect(inside('Zoë: yes\n\nAnd then.\n\nZOË: no'.normalize('NFC'))).toHaveLength(3)
    expect(inside(`Zoë: yes\nPrice: no\n${'Zoë'.normalize('NFD')}: well`).map(({ type }) => type)).toEqual([
      'dialogue',
      'paragraph',
      'dialogue',
    ])
  })

  it('is no speaker without words behind it', () => {
    for (const line of ['Mina:', 'Mina: \u00a0', 'Mina to Jun:'])
      expect(inside(line)).toEqual([p(line.trim())])
  })

  it('is no speaker unless a space or a quotation mark follows the colon', () => {
    for (const line of ['Re:Zero is “x”', 'Re:Zero is “y”', 'C:“', 'Mina://“x”'])
      expect(
        inside(`${line}\n\n${line}`).filter(({ type }) => type === 'dialogue' && line !== 'C:“'),
      ).toEqual([])
  })
})

describe('the outline and the plain text of a dialogue', () => {
  it('have a row for each turn, with null for no addressee', () => {
    expect(
      rowsOf(
        dialogue(turn({ speaker: 'Mina', to: 'Jun', aside: 'low' }, '“Yes,', br(), 'no.”'), turn('Jun', 'x')),
      ),
    ).toEqual([
      { type: 'turn', speaker: 'Mina', to: 'Jun', text: '“Yes,\nno.”' },
      { type: 'turn', speaker: 'Jun', to: null, text: 'x' },
    ])
    expect(Object.keys(rowsOf(dialogue(turn('Jun', 'x')))[0] ?? {})).toEqual([
      'type',
      'speaker',
      'to',
      'text',
    ])
  })

  it('have each turn in the form in which it is read', () => {
    expect(
      plainOf(dialogue(turn({ speaker: 'Mina', to: 'Jun', aside: 'low' }, '“Yes.”'), turn('Jun', 'x'))),
    ).toBe('Mina to Jun (low): “Yes.”\nJun: x')
    expect(plainOf(dialogue(turn('', 'Nobody yet', br(), 'speaks')))).toBe('Nobody yet speaks')
  })
})
