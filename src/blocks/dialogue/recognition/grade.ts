import { isName, nameKey } from '../speakers/names.ts'
import { comparable } from '../../../text/unicode.ts'
import { isRoleName } from './roleNames.ts'
import { LABELS, LABEL_NOUNS, NON_NAME_OPENERS } from '../speakers/words.ts'

/** Grades the words before a turn by their shape alone. */

/** Titles before a name, which do not count among its words. */
const TITLES =
  /^(?:(?:prof|dr|mr|mrs|ms|mx|sir|dame|lord|lady|rev|hon|st|herr|frau|mme|mlle|m|sr|sra|srta|don|doña|dipl|ing|med|phil|mag|kapitän|captain|officer|detective|inspector)\.? )+/iu
/** `(G)Lo-DEE’s`: letters in brackets that belong to the word behind them. */
const BRACKETED_START = /^[(（](\p{L}{1,3})[)）](?=\p{L})/u
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}\u200d\ufe0f]/gu
/** In UTF-16 code units: one or two emoji, each perhaps with a skin tone. */
const MAX_EMOJI_NAME = 8
/** Letters without capitals of Hebrew, Arabic and scripts of India and South-East Asia; up to four words. */
const CASELESS_NAME =
  /^[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Devanagari}\p{sc=Thai}\p{sc=Tamil}\p{sc=Bengali}\p{sc=Georgian}\p{M}"״׳'’.-]{2,25}(?: [\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Devanagari}\p{sc=Thai}\p{sc=Tamil}\p{sc=Bengali}\p{sc=Georgian}\p{M}"״׳'’.-]{1,20}){0,3}$/u
const HANDLE = /^@[\p{L}\p{N}._-]{2,40}$/u
/** One word in lower case or with digits: `j-min`, `will.o.wisp`, `2Cool`, `88rooms`. */
const NICKNAME = /^(?=.*\p{L})[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[._-][\p{L}\p{M}\p{N}]+)*_?\d*$/u
/** Everybody at once. */
const TOGETHER =
  /^(?:all|both|everyone|everybody|the others|alle|beide|tous|toutes|todos|todas|ambos|tutti|(?:the|die|alle|les|las|los|os|as|le|i) (?:two|three|four|five|zwei|drei|vier|beiden|deux|trois|quatre|dos|tres|cuatro|dois|duas|três|quatro|due|tre)|together|chorus|crowd|audience|全員|一同|二人|모두|다 ?같이|일동|관객|众人|大家|合)$/iu
/** A magazine that asks in an interview; its last word is a label elsewhere. */
const PUBLICATION =
  /^(?:The )?\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)? (?:Review|Post|News|Report|Feature|Poster|Notes|Letter)$/u
/** Labels of facts (`Studio: Lantern Films`) that speak in some articles. */
const ORGANISATION =
  /^(?:studio|label|network|channel|agency|publisher|company|ministry|council|police|museum|theatre|theater|production|verlag|sender|behörde|éditeur|editorial|소속사|제작사|방송사|事務所|制作|出版社)$/iu
/** Between two speakers of one turn. */
const AND = / *(?:&|＆|\+|＋|\/|／) *| (?:and|und|et|y|e|i|и|및) /iu
const AND_CJK = /[、・]|(?:와|과|랑|이랑|하고) /u
/** Words that name what is listed and nobody: labels of articles in other languages than words.ts has. */
const FOREIGN_LABELS =
  /^(?:preis|datum|ort|zeit|uhr|beginn|einlass|eintritt|adresse|regie|buch|musik|länge|dauer|wann|wo|wer|was|warum|foto|fotos|quelle|hinweis|achtung|info|infos|kontakt|tickets|termine?|zutaten|fazit|prix|lieu|heure|adresse|date|durée|réalisation|scénario|où|quand|qui|quoi|crédit|précio|precio|lugar|fecha|hora|duración|dirección|guion|reparto|fuente|nota|dónde|cuándo|preço|data|local|fonte|elenco|direção|цена|дата|место|время|источник|фото|адрес|режиссёр|מחיר|תאריך|שעה|מקום|מקור|צילום|במאי|כתובת|السعر|التاريخ|المكان|المصدر|الوقت|تصوير)$/iu

/** Credits behind a caption: `… 摄影：`. */
const CREDIT_END =
  /(?:^| )(?:摄影|攝影|撮影|写真|写真提供|사진|사진제공|图|圖|图源|foto|photo|bild|image|фото|צילום|تصوير)$/iu

/** Returns the grade of one name; null if it is none. */
function gradeOfOne(name: string): 'sure' | 'loose' | null {
  const bare = name.replace(EMOJI, '').trim()
  if (bare === '')
    return name.length <= MAX_EMOJI_NAME && /\p{Extended_Pictographic}/u.test(name) ? 'loose' : null
  if (bare.length > 80) return null
  if (FOREIGN_LABELS.test(bare) || CREDIT_END.test(bare)) return null
  const untitled = bare.replace(TITLES, '')
  if (isName(bare) || (untitled !== bare && isName(untitled))) return 'sure'
  const joined = bare.replace(BRACKETED_START, '$1')
  if (joined !== bare && isName(joined)) return 'sure'
  if (CASELESS_NAME.test(bare)) return 'sure'
  if (HANDLE.test(bare)) return 'loose'
  if (isRoleName(bare) || ORGANISATION.test(bare)) return 'loose'
  const key = nameKey(bare)
  if (
    LABELS.has(key) ||
    LABEL_NOUNS.has(key) ||
    NON_NAME_OPENERS.has(key) ||
    key === 'https' ||
    key === 'http'
  )
    return null
  return NICKNAME.test(bare) && !/^\p{Lu}/u.test(bare) && bare.length <= 30 ? 'loose' : null
}

/** Returns the names of those who speak together: `Mina & Jun`. */
export function speakersOf(name: string): string[] {
  return name.split(AND.test(name) ? AND : AND_CJK)
}

/** Returns the grade of a speaker, or of several: `Mina & Jun`, `All`; null if the words are no name. */
export function gradeOf(speaker: string): 'sure' | 'loose' | null {
  const name = comparable(speaker)
  if (TOGETHER.test(name)) return 'sure'
  if (PUBLICATION.test(name)) return 'loose'
  const one = gradeOfOne(name)
  if (one !== null) return one
  const parts = speakersOf(name)
  if (parts.length < 2 || parts.length > 4) return null
  return parts.every((part) => gradeOfOne(part) === 'sure') ? 'sure' : null
}
