// Node's own decoder knows no CP949, so that `똠` loses bytes; in a browser this is the browser's.
import { TextDecoder } from '@exodus/bytes/encoding-browser.js'
import { analyse } from 'chardet'
import { append } from '../../text/append.ts'

/**
 * Recognises the encoding of a text file that says nothing of it. In this order: a byte order mark, UTF-8 if every byte fits, the
 * declaration of an HTML or XML file, UTF-16 by its zeros, then the statistics of `chardet`. Whatever is chosen has decoded every byte.
 */

/** The encodings that Galley reads, by their labels in the WHATWG Encoding standard, with the scripts or regions they are used for. */
export const ENCODINGS = {
  'utf-8': 'unicode',
  'utf-16le': 'unicode',
  'utf-16be': 'unicode',
  'euc-kr': 'korean',
  shift_jis: 'japanese',
  'euc-jp': 'japanese',
  gb18030: 'chineseSimplified',
  big5: 'chineseTraditional',
  'windows-1252': 'western',
  'iso-8859-15': 'western',
  macintosh: 'western',
  'windows-1250': 'centralEuropean',
  'iso-8859-2': 'centralEuropean',
  'windows-1257': 'baltic',
  'windows-1254': 'turkish',
  'windows-1253': 'greek',
  'windows-1251': 'cyrillic',
  'koi8-r': 'cyrillic',
  'koi8-u': 'cyrillic',
  'windows-1255': 'hebrew',
  'windows-1256': 'arabic',
  'windows-874': 'thai',
  'windows-1258': 'vietnamese',
} as const

/** A label of {@link ENCODINGS}. */
export type Encoding = keyof typeof ENCODINGS

/** Text, and how its bytes were read. */
export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string
  readonly encoding: Encoding
  /** True if nothing in the file says its encoding, so that it may be another. */
  readonly isGuessed: boolean
}

const BYTE_ORDER_MARKS = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const

/** `<meta charset="euc-kr">`, `<meta http-equiv … content="text/html; charset=euc-kr">`, `<?xml … encoding="euc-kr"?>`. */
const DECLARATION = /<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)/i
/** In bytes. Browsers look no further for a declaration. */
const MAX_DECLARATION_OFFSET = 1024

/** In bytes. Enough for statistics; more only takes longer. */
const SAMPLE_LENGTH = 32 * 1024
/** In bytes. Fewer say nothing of UTF-16. */
const MIN_UTF16_LENGTH = 8
/** Up to this, bytes are spaces and controls, and in no encoding a part of another character. */
const LAST_SPACE = 0x20
/** Below this confidence of `chardet`, of 100, a guess is as good as none: binary data gets 10. */
const MIN_CONFIDENCE = 12

/** What no text has: C0 controls but tab, line feed, form feed, carriage return; C1 controls; unassigned code points. */
const NO_TEXT = /[\0-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]|\p{Cn}/u

/** Returns the label of an encoding by any of its names, or null if Galley does not know it. */
export function encodingNamed(name: string): Encoding | null {
  let label: string
  try {
    label = new TextDecoder(name.trim()).encoding
  } catch {
    return null
  }
  if (label === 'gbk') return 'gb18030'
  return label in ENCODINGS ? (label as Encoding) : null
}

/** Returns the bytes as text in an encoding, or null if some do not fit it. */
export function decodeAs(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Returns the encoding of a byte order mark, or null. */
export function encodingOfMark(bytes: Uint8Array): Encoding | null {
  const mark = BYTE_ORDER_MARKS.find((each) => each.bytes.every((byte, index) => bytes[index] === byte))
  return mark?.encoding ?? null
}

/**
 * Decodes a text by what its bytes say, or by the most likely of what they may be. Example: a Korean text of an old program comes
 * back as `{ text, encoding: 'euc-kr', isGuessed: true }`.
 * @returns null if it is in no encoding that Galley knows, or damaged
 */
export function decode(bytes: Uint8Array): DecodedText | null {
  const marked = encodingOfMark(bytes)
  const certain = marked ?? 'utf-8'
  const text = decodeAs(bytes, certain)
  // A zero is valid UTF-8, but then the text is UTF-16 or none.
  if (text !== null && (marked !== null || !text.includes('\0')))
    return { text, encoding: certain, isGuessed: false }
  if (marked !== null) return null
  const declared = declaredEncoding(bytes)
  const declaredText = declared === null ? null : decodeAs(bytes, declared)
  if (declared !== null && declaredText !== null)
    return { text: declaredText, encoding: declared, isGuessed: false }
  for (const encoding of likelyEncodings(bytes)) {
    const guess = decodeAs(bytes, encoding)
    if (guess !== null && !NO_TEXT.test(guess)) return { text: guess, encoding, isGuessed: true }
  }
  return null
}

/** Returns the encoding that an HTML or XML file declares, or null. */
function declaredEncoding(bytes: Uint8Array): Encoding | null {
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, MAX_DECLARATION_OFFSET))
  const name = DECLARATION.exec(start)?.[1]
  const encoding = name === undefined ? null : encodingNamed(name)
  // The bytes of the declaration itself show that it is no UTF-16.
  return encoding === null || encoding.startsWith('utf-') ? null : encoding
}

/** Returns the encodings that the bytes may be in, the likeliest first. */
function likelyEncodings(bytes: Uint8Array): Encoding[] {
  const wide = utf16Of(bytes)
  if (wide !== null) return [wide]
  const sample = sampleOf(bytes)
  const found = new Set<Encoding>(eastAsianEncodings(sample, PHONETIC))
  if (isCentralEuropean(sample)) found.add('windows-1250')
  // Of a few letters with accents only the words around say whose they are.
  for (const part of [sample, bytes.subarray(0, SAMPLE_LENGTH)])
    for (const { name, confidence } of analyse(part)) {
      if (confidence < MIN_CONFIDENCE) break
      // Damaged or cut UTF-8 is reported as such: read as anything else it would be nonsense.
      if (name === 'UTF-8') return []
      const encoding = encodingNamed(withWindowsName(name))
      if (encoding !== null) found.add(encoding)
    }
  return [...found, ...eastAsianEncodings(sample, HAN_ONLY)]
}

const EAST_ASIAN_MARKS = '\\u3000-\\u303f\\u2010-\\u2026\\u2460-\\u266f·￠-￮！-～'

/** All that is not ASCII in a text of an encoding, and what it has at least once. */
interface Letters {
  readonly encoding: Encoding
  readonly all: RegExp
  readonly some: RegExp
}

const letters = (encoding: Encoding, scripts: string, some: RegExp): Letters => ({
  encoding,
  all: new RegExp(`^[${scripts}${EAST_ASIAN_MARKS}]*$`, 'u'),
  some,
})
const KANA = /\p{sc=Hira}|\p{sc=Kana}/u
/** Texts with the letters of one language. A few are enough to recognise it by, where statistics need a dozen. */
const PHONETIC = [
  letters('euc-kr', '\\p{sc=Hangul}', /\p{sc=Hangul}/u),
  letters('shift_jis', '\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Han}ー', KANA),
  letters('euc-jp', '\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Han}ー', KANA),
]
/** Texts that may be Chinese. Short words in Cyrillic and Hebrew look the same, so statistics come first. */
const HAN_ONLY = [
  letters('gb18030', '\\p{sc=Han}', /\p{sc=Han}/u),
  letters('big5', '\\p{sc=Han}', /\p{sc=Han}/u),
]
/** Bytes above ASCII for each character, at least: a letter with an accent and an ASCII letter behind it make a rare one, too. */
const MIN_HIGH_BYTES = 1.6

/** Letters beyond ASCII of Polish, Czech, Slovak, Hungarian, Croatian (with its neighbours) and Romanian: Windows-1250. */
const CENTRAL_LETTERS = ['ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'áéíóöőúüű', 'čćđšž', 'ăâîşţ']
/** Letters beyond ASCII of the languages of Windows-1252, from German to Dutch. */
const WESTERN_LETTERS = [
  ...['äöüßé', 'àâæçéèêëîïôœùûüÿ', 'áéíñóúüçªº', 'ãõáâàçéêíóôúü', 'àèéìíîòóùú', 'åäöæøéü'],
  ...['áðéíóúýþæö', 'àçèéíïòóúü', 'äöõüšž', 'ëïéèêöüóá'],
]

const fits = (used: ReadonlySet<string>, languages: readonly string[]): boolean =>
  languages.some((all) => [...used].every((letter) => all.includes(letter)))

/**
 * Returns true if a text has the letters of one language in Windows-1250, and of none in Windows-1252: `pada³o` is `padało`. Of
 * short texts statistics say the wrong one.
 */
function isCentralEuropean(sample: Uint8Array): boolean {
  const [central, western] = [decodeAs(sample, 'windows-1250') ?? '', decodeAs(sample, 'windows-1252') ?? '']
  const used = [new Set<string>(), new Set<string>()] as const
  for (let at = 0; at < central.length; at += 1) {
    const letter = central.charAt(at)
    if (letter < '\x80' || !/\p{L}/u.test(letter)) continue
    used[0].add(letter.toLowerCase())
    // A byte that is none in the other encoding fits no language.
    used[1].add((western.charAt(at) || '\ufffd').toLowerCase())
  }
  // Hungarian has ő where Portuguese and Estonian have õ; those have it beside ã or ä.
  const isWestern =
    fits(used[1], WESTERN_LETTERS) && (!used[1].has('õ') || used[1].has('ã') || used[1].has('ä'))
  return used[0].size > 0 && fits(used[0], CENTRAL_LETTERS) && !isWestern
}

/** Returns those of some encodings in which a text has nothing but their letters. */
function eastAsianEncodings(sample: Uint8Array, candidates: readonly Letters[]): Encoding[] {
  const high = sample.filter((byte) => byte >= 0x80).length
  return candidates.flatMap(({ encoding, all, some }) => {
    const text = (decodeAs(sample, encoding) ?? '').replace(/[\0-\x7f]+/g, '')
    const isDense = encoding === 'shift_jis' || high / text.length >= MIN_HIGH_BYTES
    return some.test(text) && isDense && all.test(text) ? [encoding] : []
  })
}

/** Returns the Windows encoding that files of a region are in rather than its older ISO one, which it contains but for quotation marks. */
function withWindowsName(name: string): string {
  const part = /^ISO-8859-(\d+)/.exec(name)?.[1] ?? ''
  const windows: Readonly<Record<string, string>> = {
    '5': '1251',
    '6': '1256',
    '7': '1253',
    '8': '1255',
    '9': '1254',
  }
  return windows[part] === undefined ? name : `windows-${windows[part]}`
}

/** Returns the UTF-16 that the places of zero bytes show (those of spaces, line ends and ASCII letters), or null if there are none. */
function utf16Of(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0]
  const sample = bytes.subarray(0, SAMPLE_LENGTH)
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (even + odd === 0 || bytes.length % 2 !== 0 || bytes.length < MIN_UTF16_LENGTH) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** Returns the words that are not ASCII, up to {@link SAMPLE_LENGTH} bytes: English around a Korean sentence would outweigh it. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const sample: number[] = []
  let word: number[] = []
  let isForeign = false
  for (const byte of bytes) {
    word.push(byte)
    isForeign ||= byte >= 0x80
    if (byte > LAST_SPACE && word.length < SAMPLE_LENGTH) continue
    if (isForeign) append(sample, word)
    if (sample.length >= SAMPLE_LENGTH) break
    word = []
    isForeign = false
  }
  if (isForeign) append(sample, word)
  return Uint8Array.from(sample)
}
