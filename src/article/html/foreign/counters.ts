/** The markers of word processors' numbered lists, in every script that their counters have. */

/** Counters that have a sign for each number, from 1. */
const ALPHABETS = [
  'abcdefghijklmnopqrstuvwxyz',
  '가나다라마바사아자차카타파하',
  'ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ',
  '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳',
  '㉠㉡㉢㉣㉤㉥㉦㉧㉨㉩㉪㉫㉬㉭',
  '㈀㈁㈂㈃㈄㈅㈆㈇㈈㈉㈊㈋㈌㈍',
  '⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇',
  '甲乙丙丁戊己庚辛壬癸',
  '子丑寅卯辰巳午未申酉戌亥',
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン',
  'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ',
  'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス',
  'абвгдежзиклмнопрстуфхцчшщэюя',
  'αβγδεζηθικλμνξοπρστυφχψω',
  'أبتثجحخدذرزسشصضطظعغفقكلمنهوي',
  'กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ',
] as const

/** Values of letters that are added up: Hebrew, Arabic abjad (`ا` alone tells it from the alphabet), Roman. */
const HEBREW: Readonly<Record<string, number>> = Object.fromEntries(
  Array.from('אבגדהוזחטיכלמנסעפצקרשת').map((letter, index) => [
    letter,
    index < 9 ? index + 1 : index < 18 ? (index - 8) * 10 : (index - 17) * 100,
  ]),
)
const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }

/** First digits of the decimal systems whose digits are one after the other, but for ASCII's. */
const ZEROS = ['٠', '۰', '०', '০', '๐', '０']

const HAN = '一二三四五六七八九'
const FORMAL_HAN = '壹貳參肆伍陸柒捌玖'
const HANGUL = ['일', '이', '삼', '사', '오', '육', '칠', '팔', '구']

/** `(1)`, `a.`, `一、`, `第3条`: a counter between the signs around it. */
const MARKER =
  /^[(（[［「第제]?\s*([^\s().．、,:：)）\]］」-]{1,12}?)\s*(?:[.．、,:：)）\]］」-]+|[章条條項節조항장절])?$/u

/** Signs of bullets that are letters in another font: Word's `o` of Courier and `§` of Wingdings. */
const BULLET_LETTERS = /^[o§vøqüØ]$/u

function decimal(text: string): number | null {
  const digits = Array.from(text).map((sign) => {
    if (/^\d$/.test(sign)) return sign
    const zero = ZEROS.find((each) => {
      const distance = (sign.codePointAt(0) ?? 0) - (each.codePointAt(0) ?? 0)
      return distance >= 0 && distance <= 9
    })
    return zero === undefined ? '' : String((sign.codePointAt(0) ?? 0) - (zero.codePointAt(0) ?? 0))
  })
  return digits.every((digit) => digit !== '') ? Number(digits.join('')) : null
}

/** Reads `x`, `十x`, `x十y` up to 99, in Chinese, Japanese and Korean. */
function han(text: string): number | null {
  const plain = Array.from(text)
    .map((sign) => (FORMAL_HAN.includes(sign) ? HAN.charAt(FORMAL_HAN.indexOf(sign)) : sign))
    .map((sign) => (HANGUL.includes(sign) ? HAN.charAt(HANGUL.indexOf(sign)) : sign))
    .join('')
    .replaceAll(/[拾십]/gu, '十')
  const match = /^(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/u.exec(plain)
  if (match === null || plain === '') return null
  const [, tens, ten, ones] = match
  const unit = ones === undefined ? 0 : HAN.indexOf(ones) + 1
  return ten === undefined ? unit : 10 * (tens === undefined ? 1 : HAN.indexOf(tens) + 1) + unit
}

function roman(text: string): number | null {
  const lower = text.toLowerCase()
  if (!/^(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(lower)) return null
  // A single c, d, l or m is the alphabet's.
  if (/^[cdlm]$/.test(lower)) return null
  const values = Array.from(lower).map((letter) => ROMAN[letter] ?? 0)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}

function hebrew(text: string): number | null {
  const values = Array.from(text.replace(/["'׳״]/gu, '')).map((letter) => HEBREW[letter])
  return values.length > 0 && values.every((value) => value !== undefined)
    ? values.reduce((sum, value) => sum + value, 0)
    : null
}

function alphabetic(text: string): number | null {
  const signs = Array.from(text.toLowerCase())
  const [first = ''] = signs
  // Word goes on with aa, bb after z.
  if (signs.some((sign) => sign !== first)) return null
  for (const alphabet of ALPHABETS) {
    const letters = Array.from(alphabet)
    const index = letters.indexOf(alphabet.includes(first) ? first : text)
    if (index !== -1) return index + 1 + letters.length * (signs.length - 1)
  }
  return null
}

/**
 * Returns the number that a list's marker shows: 5 for `5.`, 1 for `가.`, 3 for `iii)`, 2 for `1.2.`; null for a bullet.
 * @param marker its text
 */
export function markerNumber(marker: string): number | null {
  const text = marker.replace(/[\s\u200b]+/gu, ' ').trim()
  if (BULLET_LETTERS.test(text)) return null
  const last = /^(?:\d+[.．-])+(\d+)[.．)]?$/u.exec(text)?.[1]
  const counter = last ?? MARKER.exec(text)?.[1]
  if (counter === undefined) return null
  for (const read of [decimal, roman, han, hebrew, alphabetic]) {
    const value = read(counter)
    if (value !== null) return value
  }
  return null
}
