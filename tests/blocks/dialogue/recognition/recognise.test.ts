import { describe, expect, it } from 'vitest'
import { readText } from '../../../../src/article/index.ts'
import { createLine } from '../../../../src/article/text/lines.ts'
import { explainTurns } from '../../../../src/blocks/dialogue/recognition/recognise.ts'
import { THRESHOLD } from '../../../../src/blocks/dialogue/recognition/score.ts'
import { attribute, children, type NodeJSON, textOf } from '../../../../src/blocks/node.ts'
import { inside } from '../../reading.ts'

/** Returns a turn in short: `Mina (role) @time > Jun [aside] | words`. */
function short(turn: NodeJSON): string {
  const [role, time, to, aside] = ['role', 'time', 'addressee', 'parenthetical'].map((name) =>
    attribute(turn, name),
  )
  const parts = [
    attribute(turn, 'speaker'),
    role && `(${role})`,
    time && `@${time}`,
    to && `> ${to}`,
    aside && `[${aside}]`,
  ]
  return `${parts.filter(Boolean).join(' ')} | ${textOf(turn)}`
}

/** Returns the turns of lines in the middle of an article; null if anything else is among them. */
function turns(text: string): string[] | null {
  const blocks = inside(text)
  return blocks.every(({ type }) => type === 'dialogue')
    ? blocks.flatMap((block) => children(block).map(short))
    : null
}

/** Returns how many turns a text in the middle of an article has. */
function turnCount(text: string): number {
  return inside(text).flatMap((block) => (block.type === 'dialogue' ? children(block) : [])).length
}

describe('a turn in every form', () => {
  it.each([
    ['a time before the name', '[00:00:04] Hanna Brück: Back again.\n[00:00:11] Theo Lam: I took the lift.', ['Hanna Brück @00:00:04 | Back again.', 'Theo Lam @00:00:11 | I took the lift.']],
    ['a time behind the name', 'Hanna Brück (00:02:20): We pause.\n\nHanna Brück [00:02:25]: We go on.', ['Hanna Brück @00:02:20 | We pause.', 'Hanna Brück @00:02:25 | We go on.']],
    ['a time on the name’s own line', 'Hanna Brück  0:04\nBack again.\n\nTheo Lam  0:11\nI took the lift.', ['Hanna Brück @0:04 | Back again.', 'Theo Lam @0:11 | I took the lift.']],
    ['Discord without blank lines', 'marginalia — Today at 8:01 PM\nwhy is it short\ningridvale — Today at 8:02 PM\nbecause the tree was\nmarginalia — Today at 8:03 PM\nok', ['marginalia @Today at 8:01 PM | why is it short', 'ingridvale @Today at 8:02 PM | because the tree was', 'marginalia @Today at 8:03 PM | ok']],
    ['Telegram', 'Mina Solis, [18.04.2024 20:41]\nIs it up?\n\nJun, [18.04.2024 20:42]\nYes it is.', ['Mina Solis @18.04.2024 20:41 | Is it up?', 'Jun @18.04.2024 20:42 | Yes it is.']],
    ['Zoom', '20:41:07 From Mina Solis to Everyone: Is it up?\n20:41:30 From Jun Harrow to Everyone: Yes it is.', ['Mina Solis @20:41:07 > Everyone | Is it up?', 'Jun Harrow @20:41:30 > Everyone | Yes it is.']],
    ['marks of direction', '\u200fשרה\u200f: “שלום לך.”\n\u202bדוד\u202c: “להתראות.”\n\u200fשרה: “טוב.”', ['שרה | “שלום לך.”', 'דוד | “להתראות.”', 'שרה | “טוב.”']],
    ['names on their own line', 'SOLVEIG:\nIs it dark?\n\nBENNO:\nIt was.\n\nSOLVEIG:\nThen sing.', ['SOLVEIG | Is it dark?', 'BENNO | It was.', 'SOLVEIG | Then sing.']],
    ['capitals without a colon', 'SOLVEIG\nIs it dark?\n\nBENNO\nIt was.\n\nSOLVEIG\nThen sing.\n\nBENNO\nNo.', ['SOLVEIG | Is it dark?', 'BENNO | It was.', 'SOLVEIG | Then sing.', 'BENNO | No.']],
    ['Q. and A.', 'Q. And the bell?\n\nA. The city has it.\n\nQ. Really?\n\nA. I asked.', ['Q | And the bell?', 'A | The city has it.', 'Q | Really?', 'A | I asked.']],
    ['a question and its answer, once', '记者：您丢了几把伞？\n林小满：十二把。', ['记者 | 您丢了几把伞？', '林小满 | 十二把。']],
    ['one unquoted line between turns', 'Mina: “I lost it.”\nJun: Which one?\nMina: “Both.”', ['Mina | “I lost it.”', 'Jun | Which one?', 'Mina | “Both.”']],
    ['names that begin with digits', '2Cool: “Hi.”\n88rooms: “Hi.”\n88rooms: “Ho.”', ['2Cool | “Hi.”', '88rooms | “Hi.”', '88rooms | “Ho.”']],
    ['names in lower case', 'j-min: “who lit it”\nj-min: “…”\nwill.o.wisp: “me”', ['j-min | “who lit it”', 'j-min | “…”', 'will.o.wisp | “me”']],
    ['a handle', '@harbourfan: “I saw it!”', ['@harbourfan | “I saw it!”']],
    ['an emoji in the name', 'Mina Solis ☕️: “Once.”\nMina Solis ☕️: “Never.”', ['Mina Solis ☕️ | “Once.”', 'Mina Solis ☕️ | “Never.”']],
    ['a bracket in the name', '(G)Lo-DEE’s Mirae: “It fell.”', ['(G)Lo-DEE’s Mirae | “It fell.”']],
    ['titles', 'Prof. Dr. Yann Le Goff: “A comment.”', ['Prof. Dr. Yann Le Goff | “A comment.”']],
    ['a role in brackets', 'Mina (24): “Yes.”\nJun (drums): “No.”', ['Mina (24) | “Yes.”', 'Jun (drums) | “No.”']],
    ['a role behind a comma', 'Mina, 24: “Yes.”\nJun, guitar: “No.”', ['Mina (24) | “Yes.”', 'Jun (guitar) | “No.”']],
    ['two speakers', 'Mina & Jun: “Yes.”\nAll: “No.”', ['Mina & Jun | “Yes.”', 'All | “No.”']],
    ['an aside in square brackets', 'Mina [laughing]: “Yes.”', ['Mina [laughing] | “Yes.”']],
    ['an aside behind a comma', 'Mina, laughing: “Yes.”', ['Mina [laughing] | “Yes.”']],
    ['an aside before the words', 'Paolo: (laughs) That was me.\nPaolo: No.', ['Paolo [laughs] | That was me.', 'Paolo | No.']],
    ['a German addressee', 'Tomas Reyes: „Er ist da.“\nTomas Reyes zu Ilse Brandt: „Für dich.“', ['Tomas Reyes | „Er ist da.“', 'Tomas Reyes > Ilse Brandt | „Für dich.“']],
    ['a Korean addressee', '미나: “왔다.”\n미나(준에게): “너도?”', ['미나 | “왔다.”', '미나 > 준 | “너도?”']],
    ['a dash behind the name', 'Irina Voss — “It is real.”\nPaolo Ferri — “I wept.”\nIrina Voss – “We saw.”', ['Irina Voss | “It is real.”', 'Paolo Ferri | “I wept.”', 'Irina Voss | “We saw.”']],
    ['Japanese brackets', '佐原「最近は多いです」\n弟「僕の担当です」\n佐原「そう」', ['佐原 | 「最近は多いです」', '弟 | 「僕の担当です」', '佐原 | 「そう」']],
    ['Spanish dashes', '—¿Quién es?\n—Nadie.\n—Entonces, pasa.', [' | —¿Quién es?', ' | —Nadie.', ' | —Entonces, pasa.']],
    ['French dashes', '– Vous partez ?\n– Demain.', [' | – Vous partez ?', ' | – Demain.']],
    ['a chat', '[19:02] pia_r: who has it\n[19:03] tomk: me\n[19:04] pia_r: no\n[19:05] tomk: yes', ['pia_r @19:02 | who has it', 'tomk @19:03 | me', 'pia_r @19:04 | no', 'tomk @19:05 | yes']],
    ['KakaoTalk', '[도윤] [오후 9:12] 어디야\n[기현] [오후 9:13] 집\n[도윤] [오후 9:14] 왜', ['도윤 @오후 9:12 | 어디야', '기현 @오후 9:13 | 집', '도윤 @오후 9:14 | 왜']],
    ['a German play', 'ALMA. Setzen Sie sich.\nGUSTAV. (zögert) Wohin?\nALMA. Dorthin.\nGUSTAV. Nein.', ['ALMA | Setzen Sie sich.', 'GUSTAV [zögert] | Wohin?', 'ALMA | Dorthin.', 'GUSTAV | Nein.']],
    ['Hebrew', 'נועה: מי לקח את המטרייה?\nאורי: אני.\nנועה: למה?', ['נועה | מי לקח את המטרייה?', 'אורי | אני.', 'נועה | למה?']],
    ['Arabic', 'ليلى: من أخذ المظلة؟\nسامي: أنا.\nليلى: لماذا؟', ['ليلى | من أخذ المظلة؟', 'سامي | أنا.', 'ليلى | لماذا؟']],
    ['Russian', 'Клавдия: Кто взял зонт?\nФомич: Я.\nКлавдия: Зачем?', ['Клавдия | Кто взял зонт?', 'Фомич | Я.', 'Клавдия | Зачем?']],
    ['Portuguese', 'Repórter: Quem pegou?\nLívia Prado: Fui eu.', ['Repórter | Quem pegou?', 'Lívia Prado | Fui eu.']],
    ['an open quotation', 'Mina: “It rained.\n“And nobody answered.”\nJun: “I did.”', ['Mina | “It rained.\n“And nobody answered.”', 'Jun | “I did.”']],
    ['a role in two words', 'Lock keeper: “That is not the same shed.”\nHistorian: “It is the same light.”\nLock keeper: “Then somebody has carried it.”', ['Lock keeper | “That is not the same shed.”', 'Historian | “It is the same light.”', 'Lock keeper | “Then somebody has carried it.”']],
    ['somebody by their place', 'Man in a hat: “Is this the queue?”\nMina: “It was.”\nMan in a hat: “And now?”', ['Man in a hat | “Is this the queue?”', 'Mina | “It was.”', 'Man in a hat | “And now?”']],
    ['English roles with an article', 'The judge: “Who rang?”\nThe neighbour: “I did.”\nThe judge: “Why?”', ['The judge | “Who rang?”', 'The neighbour | “I did.”', 'The judge | “Why?”']],
    ['French roles with an article', 'Le capitaine : « C’est un si bémol. »\nLa recrue : « C’est un incendie. »\nLe capitaine : « L’un n’empêche pas l’autre. »', ['Le capitaine | « C’est un si bémol. »', 'La recrue | « C’est un incendie. »', 'Le capitaine | « L’un n’empêche pas l’autre. »']],
    ['a French role once, between turns', 'L’élue : « Êtes-vous pour ? »\nLe maire : « Il dort. »\nL’élue : « C’est un non. »', ['L’élue | « Êtes-vous pour ? »', 'Le maire | « Il dort. »', 'L’élue | « C’est un non. »']],
    ['a French role that speaks to somebody', 'La grand-mère : « Mange. »\nAnatole : « Et la fenêtre ? »\nLa grand-mère à Anatole : « Mange. »', ['La grand-mère | « Mange. »', 'Anatole | « Et la fenêtre ? »', 'La grand-mère > Anatole | « Mange. »']],
    ['Spanish roles', 'El alcalde: «¿Quién es?»\nLa vecina: «Nadie.»\nEl alcalde: «Pues que pase.»', ['El alcalde | «¿Quién es?»', 'La vecina | «Nadie.»', 'El alcalde | «Pues que pase.»']],
    ['a German role with an adjective', 'Die alte Frau: „Es regnet.“\nMina: „Immer.“\nDie alte Frau: „Seit wann?“', ['Die alte Frau | „Es regnet.“', 'Mina | „Immer.“', 'Die alte Frau | „Seit wann?“']],
    ['some together', 'Lucía: —¿Quién?\nLas tres: —¡Nadie!\nLucía: —Bien.', ['Lucía | —¿Quién?', 'Las tres | —¡Nadie!', 'Lucía | —Bien.']],
    ['an organisation that answers', 'Studio: “Ferdinand is on holiday.”\nTrainer: “Ferdinand is in my kitchen.”', ['Studio | “Ferdinand is on holiday.”', 'Trainer | “Ferdinand is in my kitchen.”']],
    ['age and trade behind commas', 'Ilse Brandt, 34, carpenter: “There are three. I made them.”\nDr. Amrita Rao, historian: “I sat on the floor.”', ['Ilse Brandt (34, carpenter) | “There are three. I made them.”', 'Dr. Amrita Rao (historian) | “I sat on the floor.”']],
    ['a nickname spoken to', '2Cool: “Hi.”\n88rooms: “Hi.”\n2Cool to 88rooms: “Press the bell.”', ['2Cool | “Hi.”', '88rooms | “Hi.”', '2Cool > 88rooms | “Press the bell.”']],
    ['two known speakers who sing', 'ALMA: It came.\nGUS: It went.\nALMA: Sing with me.\nGUS: I sing.\n\nALMA & GUS: THE TIDE GOES OUT,\nTHE SOUP IS THIN.', ['ALMA | It came.', 'GUS | It went.', 'ALMA | Sing with me.', 'GUS | I sing.', 'ALMA & GUS | THE TIDE GOES OUT,\nTHE SOUP IS THIN.']],
    ['a stage direction below a name', 'SOLVEIG\nIs it dark?\n\nBENNO\n(aside) It was.\n\nSOLVEIG\nThen sing.\n\nBENNO\nNo.', ['SOLVEIG | Is it dark?', 'BENNO [aside] | It was.', 'SOLVEIG | Then sing.', 'BENNO | No.']],
    ['Japanese questions behind a dash', '――なぜ鳴らさないのですか。\n\n「起きてしまうからです」\n\n――何がでしょう。\n\n「それが分からないのです」\n\n――今もですか。\n\n「毎晩です」', [' | ――なぜ鳴らさないのですか。', ' | 「起きてしまうからです」', ' | ――何がでしょう。', ' | 「それが分からないのです」', ' | ――今もですか。', ' | 「毎晩です」']],
    ['Japanese answers without brackets', '――なぜ鳴らさないのですか。\n\n起きてしまうからです。\n\n――何がでしょう。\n\n私にも分かりません。\n\n――今もですか。\n\n毎晩です。', [' | ――なぜ鳴らさないのですか。', ' | 起きてしまうからです。', ' | ――何がでしょう。', ' | 私にも分かりません。', ' | ――今もですか。', ' | 毎晩です。']],
  ] as const)('is read: %s', (_what, text, expected) => {
    expect(turns(text)).toEqual(expected)
  }) // prettier-ignore
})

describe('facts that look like turns', () => {
  it.each([
    ['awards', 'Best Drama: “Tea At Midnight”\n\nTitle Track: “Rain”\n\nNetflix: “Wet Paint”\n\nBonsang: BoRi\n\nBonsang: Mirae'],
    ['a timetable', 'Seoul: 14:00\nBusan: 15:30\nSeoul: 18:00\nBusan: 19:30'],
    ['a list of the cast', 'Oona: Mira Han\nBo: Jun Harrow\nPetra: Solveig Lind'],
    ['what the cast play', 'Mira Han: She plays a baker who fears rain.\nJun Harrow: He is her brother, and a thief.'],
    ['prices', 'Adults: 12 euros\nChildren: 6 euros\nMondays: free'],
    ['scores', 'Harbour: 3\nLantern: 2\nHarbour: 4\nLantern: 2'],
    ['a list of songs', 'Opening: “Kettle Song”\nClosing: “The Last Tram”\nEncore: “Rain”'],
    ['crew', 'Regie: Ilse Brandt\nBuch: Bo Tann\nMusik: Oona Kell'],
    ['Korean awards', '대상: “비의 계절”\n작품상: “주전자”\n신인상: 서하린'],
    ['Japanese works', '映画「傘」\n舞台「雨」\n主題歌「駅」'],
    ['a dash list', '– one umbrella\n– two umbrellas'],
    ['a quotation’s author', '“It never stops.”\n— Oona Kell'],
    ['a heading above a list', 'Zutaten:\nMehl und Wasser\n\nZubereitung:\nAlles mischen'],
    ['French labels', 'La question : « Qui a sonné hier soir ? »\nLa réponse : « Personne du village. »\nLa morale : « Il faut fermer la porte. »'],
    ['one label in front of a quotation', 'Le slogan : « Tout le monde descend. »'],
    ['an English label', 'The question: “Do you still love the sea?”'],
    ['two dashes only', '――雨の日の記録\n\n傘は三本あった。\n\n――風の日の記録\n\n傘は二本になった。'],
    ['times of a day', '19:00 Doors: main hall\n20:00 Concert: upper deck'],
    ['a timetable with a remark below each time', 'Opening  19:30\nThe mayor speaks.\n\nFilm  20:15\nThe one about salt.\n\nTalk  22:00\nWith the director.'],
    ['a quotation in the prose, with what happens then', 'Mayor Ada Bly: “We will see.” She left the hall.'],
  ])('are no turns: %s', (_what, text) => {
    expect(turnCount(text)).toBe(0)
  }) // prettier-ignore
})

describe('a quotation above a list of facts', () => {
  it('is a turn', () => {
    const facts = 'Darsteller: 14\nStatisten: 203\nHunde: 1\nBeginn: heute, abends'
    const text = `Henning Wolff: „Ich dachte, es wird komisch.“\nEmil Tannert: „Es ist es.“\n\n${facts}`
    expect(turnCount(text)).toBe(2)
  })
})

describe('a subtitle file', () => {
  const CUES =
    'WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\n<v Mina Solis>Who has\nthe egg?</v>\n\n2\n00:00:03.500 --> 00:00:05.000\nJun Harrow: Not me.'

  it('has a turn for each cue that names a speaker', () => {
    const body = readText(CUES).doc.content?.[2]?.content ?? []
    expect(body.flatMap((block) => children(block).map(short))).toEqual([
      'Mina Solis @00:00:01.000 | Who has the egg?',
      'Jun Harrow @00:00:03.500 | Not me.',
    ])
  })
})

describe('a cue', () => {
  const cues = (...words: string[]): string =>
    words
      .map((line, at) => `${String(at + 1)}\n00:00:0${String(at)},000 --> 00:00:0${String(at)},900\n${line}`)
      .join('\n\n')

  it('joins lines of a script without spaces without one', () => {
    const body =
      readText(cues('阿青：那下面怎么\n还有一座？', '老乔：那是\n地板。')).doc.content?.[2]?.content ?? []
    expect(body.flatMap((block) => children(block).map(textOf))).toEqual([
      '那下面怎么还有一座？',
      '那是地板。',
    ])
  })

  it('that is a sound is said by nobody', () => {
    const body = readText(cues('Mina: Who?', '[A door slams]', 'Mina: You.')).doc.content?.[2]?.content ?? []
    expect(body.map(textOf)).toEqual(['Who?', '[A door slams]', 'You.'])
    expect(body.map(({ type }) => type)).toEqual(['dialogue', 'paragraph', 'dialogue'])
  })
})

describe('a WebVTT file', () => {
  it('is read without its remarks, style sheets and regions', () => {
    const cue = (at: number, words: string): string =>
      `00:00:0${String(at)}.000 --> 00:00:0${String(at + 1)}.000\n<v Mina>${words}`
    const parts = [
      'WEBVTT - The kettle\nKind: captions\nLanguage: en',
      'STYLE\n::cue { color: red }',
      'REGION\nid:left\nwidth:40%',
      cue(1, 'Who lit it?'),
      'NOTE Festival cut,\nnot for broadcast',
      cue(3, 'Note this.'),
    ]
    const body = readText(parts.join('\n\n')).doc.content?.[2]?.content ?? []
    expect(body.flatMap((block) => children(block).map(short))).toEqual([
      'Mina @00:00:01.000 | Who lit it?',
      'Mina @00:00:03.000 | Note this.',
    ])
  })
})

describe('the reasons', () => {
  const linesOf = (text: string) => text.split('\n').map((raw, index) => createLine(raw, false, index))

  it('say why a line is a turn', () => {
    const [first, second] = explainTurns(linesOf('Mina: “I lost it.”\nJun: Which one?\nMina: “Both.”'))
    expect(first?.reasons).toContainEqual({ reason: 'is quoted', weight: 2 })
    expect(first?.reasons).toContainEqual({ reason: 'name returns', weight: 3 })
    expect(second?.reasons.map(({ reason }) => reason)).toContain('stands below a turn')
    expect(second?.score).toBeGreaterThanOrEqual(THRESHOLD)
  })

  it('say why a line is none', () => {
    const [award, price, prose] = explainTurns(
      linesOf('Best Drama: “Tea At Midnight”\nAdults: 12 euros\nIt rained.'),
    )
    expect(award?.reasons.map(({ reason }) => reason)).toContain('is the title of a work')
    expect(price?.reasons.map(({ reason }) => reason)).toContain('is a number, a price or a time')
    expect(prose).toEqual({ score: 0, reasons: [] })
  })
})
