import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeFile, type Encoding, encodingNamed, ENCODINGS } from '../../../src/article/index.ts'
import { decodeAs } from '../../../src/article/files/encoding.ts'

/** Sentences as they stand in articles, by the encodings that old programs save them in. */
const TEXTS: readonly (readonly [text: string, encodings: readonly Encoding[]])[] = [
  [
    '어제 밤 서울에서 만난 배우는 이렇게 말했다. “비가 오는 계절이면 항상 그 장면이 떠올라요.” 드라마는 다음 주에 끝난다.\n사진=한소라',
    ['euc-kr', 'utf-16le', 'utf-16be'],
  ],
  [
    '昨日の夜、東京で会った俳優はこう語った。「雨の季節になると、いつもあの場面を思い出します」。\nドラマは来週で終わる。',
    ['shift_jis', 'euc-jp', 'utf-16le', 'utf-16be'],
  ],
  [
    '昨天晚上，记者在上海见到了这位演员。他说：“每到下雨的季节，我总会想起那个场景。”\n电视剧下周结束。',
    ['gb18030', 'utf-16le'],
  ],
  [
    '昨天晚上，記者在臺北見到了這位演員。他說：「每到下雨的季節，我總會想起那個場景。」\n電視劇下週結束。',
    ['big5', 'utf-16le'],
  ],
  [
    'Gestern Abend trafen wir die Schauspielerin in Köln. „Für mich ist der Regen immer schön“, sagt sie und lächelt. Die Serie läuft nächste Woche aus.',
    ['windows-1252', 'utf-16le'],
  ],
  [
    'Hier soir, nous avons rencontré l’actrice à Lyon. « La pluie est toujours belle », dit-elle en souriant. La série s’achève bientôt, et c’était très émouvant.',
    ['windows-1252'],
  ],
  [
    'Last night we met the actress in Cologne. “I’ve always loved the rain — it’s mine,” she says. The café was empty.',
    ['windows-1252'],
  ],
  [
    'Вчера вечером мы встретили актрису в Москве. «Дождь всегда прекрасен», — сказала она и улыбнулась. Сериал закончится на следующей неделе.',
    ['windows-1251'],
  ],
  [
    'אתמול בערב פגשנו את השחקנית בחיפה. „הגשם תמיד יפה”, אמרה וחייכה. הסדרה תסתיים בשבוע הבא.',
    ['windows-1255'],
  ],
  [
    'التقينا بالممثلة مساء أمس في بيروت. قالت مبتسمة: المطر جميل دائما. ينتهي المسلسل الأسبوع المقبل.',
    ['windows-1256'],
  ],
  [
    'Wczoraj wieczorem spotkaliśmy aktorkę w Łodzi. „Deszcz jest zawsze piękny” – mówi z uśmiechem. Serial kończy się w przyszłym tygodniu, więc żegnamy się.',
    ['windows-1250'],
  ],
  ['V Praze pršelo. Lidé šli pod deštníky. Řekl: „Dobrý den“ a odešel.', ['windows-1250']],
  ['Budapesten esett az eső. Az emberek esernyővel sétáltak. „Jó napot” – mondta ő.', ['windows-1250']],
  ['U Zagrebu je padala kiša. Čovjek reče: „Dobar dan“, a dječak šuti.', ['windows-1250']],
  ['Příliš žluťoučký kůň úpěl ďábelské ódy.', ['windows-1250']],
  ['Det regnede på Ærø i går. »Smukt,« sagde hun og gik ned ad gågaden.', ['windows-1252']],
  ['A São Paulo chegou a chuva. “Não é nada”, disse ela, e foi à estação.', ['windows-1252']],
  [
    'Χθες το βράδυ συναντήσαμε την ηθοποιό στην Αθήνα. «Η βροχή είναι πάντα όμορφη», λέει χαμογελώντας.',
    ['windows-1253'],
  ],
  [
    'Dün akşam oyuncuyla İstanbul’da buluştuk. “Yağmur her zaman güzeldir” dedi gülümseyerek. Dizi gelecek hafta bitiyor, çok üzgünüz.',
    ['windows-1254'],
  ],
]
const CASES = TEXTS.flatMap(([text, encodings]) => encodings.map((encoding) => ({ text, encoding })))

describe('a file that does not say its encoding', () => {
  test.each(CASES)('is recognised in $encoding: $text', ({ text, encoding }) => {
    const decoded = decodeFile(iconv.encode(text, encoding))
    expect(decoded).toEqual({ text, encoding, isGuessed: true })
  })

  test.each([
    ['Café Noir', 'windows-1252'],
    ['It’s late', 'windows-1252'],
    ['Jun: “Nein, schön.”', 'windows-1252'],
    ['The actress, Zoë Müller, laughs.', 'windows-1252'],
    ['미나: “네.”', 'euc-kr'],
    ['Mina (미나) said hello to everybody at the party.', 'euc-kr'],
    // Syllables that only CP949 has, Windows' larger form of EUC-KR.
    ['똠방각하가 왔다. 펲시 콜라', 'euc-kr'],
    ['雨の季節', 'shift_jis'],
    ['ミナ「はい」①～', 'shift_jis'],
    ['米娜：“是。”', 'gb18030'],
    ['Мина: Да.', 'windows-1251'],
    ['Мина: Да, конечно.', 'koi8-r'],
    ['מינה: כן.', 'windows-1255'],
  ] as const)('is recognised by a few words: %s', (text, encoding) => {
    const bytes = iconv.encode(text, encoding === 'euc-kr' ? 'cp949' : encoding)
    expect(decodeFile(bytes)).toEqual({ text, encoding, isGuessed: true })
  })

  test('is recognised in the middle of a long article, too', () => {
    for (const { text, encoding } of CASES) {
      const long = `${'The kettle, again, and nobody near it. '.repeat(3000)}\n${text}`
      // Words of another language say little of a few letters with accents.
      if (!/[\u0370-\uffef]/.test(text)) continue
      expect(decodeFile(iconv.encode(long, encoding)).text).toBe(long)
    }
  })

  test('is UTF-8 where every byte fits it', () => {
    for (const { text } of CASES)
      expect(decodeFile(new TextEncoder().encode(text))).toEqual({
        text,
        encoding: 'utf-8',
        isGuessed: false,
      })
  })

  test.each([
    ['cut in the middle of a letter', (bytes: Uint8Array) => bytes.slice(0, -1)],
    ['with one wrong byte', (bytes: Uint8Array) => bytes.with(40, 0xff)],
  ])('is refused as UTF-8 %s', (_name, damage) => {
    const bytes = damage(new TextEncoder().encode(`${CASES[0]?.text ?? ''}은`))
    expect(() => decodeFile(bytes)).toThrow('not UTF-8 text (line')
  })

  test('is never read as nonsense: a picture with the ending of a text is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 200, maxLength: 2000 }), (bytes) => {
        expect(() => decodeFile(bytes)).toThrow()
      }),
      { seed: 11, numRuns: 500 },
    )
  })
})

describe('a file that names its encoding', () => {
  test.each([
    ['<!doctype html><meta charset="euc-kr"><p>', 'euc-kr'],
    ['<html><head><meta http-equiv="Content-Type" content="text/html; charset=ks_c_5601-1987"><p>', 'euc-kr'],
    ['<meta charset=Shift_JIS><p>', 'shift_jis'],
    ["<?xml version='1.0' encoding='GBK'?><p>", 'gb18030'],
    ['<meta charset=iso-8859-1><p>', 'windows-1252'],
  ] as const)('is read by it: %s', (head, encoding) => {
    const word = { 'euc-kr': '비', shift_jis: '雨', gb18030: '雨', 'windows-1252': 'é' }[encoding]
    expect(decodeFile(iconv.encode(head + word, encoding))).toEqual({
      text: head + word,
      encoding,
      isGuessed: false,
    })
  })

  test('is read as UTF-8 if that is what it is', () => {
    const text = '<meta charset="euc-kr"><p>비의 계절'
    expect(decodeFile(new TextEncoder().encode(text)).text).toBe(text)
  })
})

describe('the writer may choose another encoding', () => {
  test('which is used as it is', () => {
    const bytes = iconv.encode('Übung', 'windows-1252')
    expect(decodeFile(bytes, 'windows-1251')).toEqual({
      text: decodeAs(bytes, 'windows-1251'),
      encoding: 'windows-1251',
      isGuessed: false,
    })
  })

  test('and is told where the file does not fit it', () => {
    expect(() => decodeFile(iconv.encode('a\n雨の季節', 'shift_jis'), 'utf-8')).toThrow(
      'not UTF-8 text (line 2)',
    )
  })

  test('by any of its names', () => {
    expect(encodingNamed('CP949')).toBe(null)
    expect(encodingNamed(' ks_c_5601-1987 ')).toBe('euc-kr')
    expect(encodingNamed('GBK')).toBe('gb18030')
    expect(encodingNamed('latin1')).toBe('windows-1252')
    expect(encodingNamed('utf-9')).toBe(null)
    for (const encoding of Object.keys(ENCODINGS)) expect(encodingNamed(encoding)).toBe(encoding)
  })
})
