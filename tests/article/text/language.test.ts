import { describe, expect, test } from 'vitest'
import { detectLanguage } from '../../../src/article/index.ts'

describe('the language of a text', () => {
  test.each([
    ['en', 'The ferry was late, and nobody on the pier knew why. “It is not the wind,” she said.'],
    [
      'de',
      'Die Fähre kam zu spät, und niemand auf dem Pier wusste, warum. „Der Wind ist es nicht“, sagte sie.',
    ],
    ['es', 'El ferry llegó tarde y nadie en el muelle sabía por qué. —No es el viento —dijo ella.'],
    [
      'fr',
      'Le ferry était en retard et personne sur le quai ne savait pourquoi. « Ce n’est pas le vent », dit-elle.',
    ],
    [
      'pt',
      'A balsa chegou tarde, e ninguém no cais sabia por quê. “Não é o vento”, disse ela, com um sorriso.',
    ],
    [
      'it',
      'Il traghetto era in ritardo e nessuno sul molo sapeva perché. «Non è il vento», disse con un sorriso.',
    ],
    ['nl', 'De veerboot was te laat en niemand op de pier wist waarom. “Het is niet de wind,” zei ze.'],
    ['ko', '배는 늦었고 부두에 있던 누구도 이유를 몰랐다. Minho는 “바람 때문은 아니에요”라고 말했다.'],
    ['ja', '船は遅れ、桟橋の誰も理由を知らなかった。「風のせいではありません」とミナは言った。'],
    ['zh', '渡轮晚点了，码头上没有人知道原因。“不是因为风，”她说。'],
    ['he', 'המעבורת איחרה, ואיש על הרציף לא ידע מדוע. „זו לא הרוח”, אמרה Mina.'],
    ['ar', 'تأخرت العبّارة ولم يعرف أحد على الرصيف السبب. قالت: «ليست الريح».'],
    ['fa', 'کشتی دیر رسید و هیچ‌کس روی اسکله نمی‌دانست چرا. او گفت: «باد نیست، پس چیست؟»'],
    ['ru', 'Паром опоздал, и никто на причале не знал почему. «Дело не в ветре», — сказала она.'],
    ['uk', 'Пором запізнився, і ніхто на причалі не знав чому. «Це не вітер», — сказала вона.'],
    ['el', 'Το πλοίο άργησε και κανείς στην προβλήτα δεν ήξερε γιατί.'],
    ['th', 'เรือมาสาย และไม่มีใครบนท่าเรือรู้ว่าทำไม'],
  ])('is %s: %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language)
  })

  test.each(['', '…', '12:30', 'La Boheme', 'Mina, Jun', 'https://example.com/de/la'])(
    'is English where a text says too little: %j',
    (text) => {
      expect(detectLanguage(text)).toBe('en')
    },
  )

  test('is that of the text and not of the names in it', () => {
    expect(
      detectLanguage('The song 비의 계절 was on the radio, and she did not turn it off for an hour.'),
    ).toBe('en')
    expect(
      detectLanguage('Das Lied „The Season of the Rain“ lief im Radio, und sie hat es nicht ausgeschaltet.'),
    ).toBe('de')
  })
})
