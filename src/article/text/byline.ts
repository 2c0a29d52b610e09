import { endsSentence } from '../../text/punctuation.ts'
import { CJK_LETTERS } from '../../text/scripts.ts'
import { comparable } from '../../text/unicode.ts'
import { lineWidth } from './wrap.ts'
import { append } from '../../text/append.ts'

/**
 * Finds author, date and place in the lines between headline and text:
 *
 *     By Oona Kell, Harbour Gazette         →  Oona Kell, Harbour Gazette
 *     등대일보 = 한나래 기자 hana@news.kr     →  as written
 *     Seoul, 3 May 2024                     →  as written, behind the author
 */

/** In columns. */
const MAX_BYLINE_WIDTH = 90
/** In UTF-16 code units, spaces at the edges included. What is longer is no byline, and not looked at. */
export const MAX_BYLINE_LENGTH = 1_000
/** Chunks below the headline in which author, date and place are looked for. */
const MAX_CHUNKS = 5
/** Words before a name: the byline is the name alone. */
const BY =
  /^(?:(?:words|text|story|written|reported|interview|reporting|review|recap|texte|texto|testo)(?: and (?:photos|photography|pictures))? (?:by|von|par|por|di)|(?:by|von|par|por|di)(?: ?:)?|texte? ?:|texto ?:|av|af|door|door ?:|texto? ?:|tekst(?:e|y)? ?:|text(?:y)? ?:|текст ?:|автор(?:ы)? ?:|слова ?:|yazan ?:|yazı ?:|autorka ?:|skriven av|geschreven door|scritto da|testo di|testi di|testo ?:|words ?:|story ?:|author ?:|autor(?:in|a)? ?:|auteure? ?:|글 ?[:=|]?|文 ?[:：／/]|取材・文 ?[:：／/]|文・取材 ?[:：／/]|撰文 ?[:：／/]|作者 ?[:：]) +?(?=\S)/iu
const BY_CJK =
  /^(?:(?:取材・文|文・取材|撰文|作者|文|글(?:·사진)?)(?: ?[:：／/｜|=＝] *| +(?=[^。！？]{2,12}$))|文・(?!写真|構成)|作 (?=\S{2,8}$))/u
/** `백소라 지음`, `한나래 글`, `木村すみれ 著`: kept whole. */
const BY_BEHIND = /^[\p{Lo}·・ ]{2,20} (?:지음|글|글·사진|씀|옮김|엮음|著|作|文|撰)$/u
/** Everybody who writes for a paper: kept whole, without the word `By`. */
const BY_STAFF =
  /^(?:by|par|por|von|da|di|dalla) (?:(?:la|le|el|los|der|dem|unserer?|our|the|a) )?(?:rédaction|redacción|redaktion|redação|redazione|staff(?: writers?| reporters?)?|editors|editorial team|newsroom|correspondents?|agencias|agenturen|service \p{L}+)$/iu
/** Lines that stand with a byline and say no name of an author: kind of text, job, issue, recording, who asks, whose photos. */
const BESIDE_BYLINE =
  /^(?:reportage|reportaje|reportagem|interview|entrevista|entretien|porträt|portrait|perfil|essay|kolumne|kommentar|column|opinion|opinión|crónica|chronique|enquête|feature|review|recap|culture|kultur|cultura|(?:senior |staff |chief |culture |tv |features? )?(?:staff )?(?:writer|editor|reporter|correspondent|contributor|critic)|\d{4}년 ?\d{1,2}월호|\d{4}年\d{1,2}月号|(?:recorded|aufgezeichnet|enregistré|grabado|gravado)(?: on| am| le| el)? .{4,60}|(?:interviewer|interview by|interview|fragen|entrevistadora?|propos recueillis par|진행|聞き手|采访)(?: ?[:：]| +).{2,40}|(?:photos?|photographs?|pictures|fotos?|fotografías?|bilder|사진|写真|撮影|摄影|图)(?: (?:by|von|par|por|de))?(?: ?[:：|｜=＝／/]| +) *\p{L}.{1,40})$/iu
/** `A play by X`, `Propos recueillis par X`, `Interview: X`: kept whole. */
const BY_WORK =
  /^(?!(?:photos?|photograph\w*|pictures?|images?|fotos?|fotograf\w*|bild(?:er)?|imagen) )(?:(?:an? |eine? |une? )?[\p{L}-]+(?: [\p{L}-]+){0,2} (?:by|von|par|por|di|de) |(?:interview|gespräch|entrevista|entretien|protokoll|aufgezeichnet von|traducción|translation|übersetzung) ?[:：] *)(?<names>\p{Lu}.*)$/iu
/** A word of a name or of what stands beside it. */
const BYLINE_WORD =
  /^(?:[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}\p{N}.'’‐-]*|and|und|et|y|e|i|de|da|di|du|van|von|der|den|la|le|&|\/|\||·|–|—|-|for|in|the)[,;]?$/u
/** Titles and addresses that Korean, Japanese and Chinese bylines end in. */
const REPORTER =
  /^(?:\[|【|\()?[^.!?。！？]{0,40}(?:기자|특파원|객원기자|에디터|記者|记者)(?:\]|】|\))?(?: *[=|·]? *\S+@\S+\.\S+)?(?:\]|】|\))?$/u
const REPORTER_FIRST = /^(?:記者|记者|本报记者|本報記者|기자)[ ：:]+[\p{L}·]{2,6}$/u
const EMAIL_TAIL = /^[\p{L}\p{M} .'’-]{2,50} \S+@\S+\.\S+$/u

const MONTH =
  'jan(?:uary|uar|eiro)?|feb(?:ruary|ruar)?|mar(?:ch|s|zo|ço)?|märz|apr(?:il|ile)?|may|mai|mayo|maio|june?|juni|juin|junio|july?|juli|juillet|julio|aug(?:ust)?|août|agosto|sep(?:t|tember)?|septembre|septiembre|o[ck]t(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?|de[cz](?:ember|embre)?|décembre|diciembre|janvier|février|avril|enero|febrero|abril'
const DATE = new RegExp(
  `^(?:(?:published|posted|updated|last updated|veröffentlicht|erschienen|erstellt|aktualisiert|mis à jour|paru|stand|publié|publicado|입력|수정|등록)(?: on| am| le| el)? ?:? )?` +
    `(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?` +
    `(?:(?:${MONTH})\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}(?:st|nd|rd|th|\\.)?(?: de| of)? (?:${MONTH})\\.?,?(?: de)? \\d{4}|` +
    `\\d{4}[-./] ?\\d{1,2}[-./] ?\\d{1,2}\\.?|\\d{1,2}[-./]\\d{1,2}[-./]\\d{4}|\\d{4} ?[년年] ?\\d{1,2} ?[월月] ?\\d{1,2} ?[일日])` +
    `(?:[,|·–—-]? *(?:at |um |à |a las? |às )?\\d{1,2}(?::| ?[hH] ?)\\d{2}(?::\\d{2})?(?: ?[ap]\\.?m\\.?)?(?: [A-Z]{2,4})?)?` +
    `(?: *[|·–—•-] *(?:\\d{1,3} min(?:ute)?s?(?: read)?|[\\p{L} ]{2,30}))?$`,
  'iu',
)
/** One or two names of places, then a date behind a comma, a dash or a bar. */
const PLACE =
  /^[\p{Lu}\p{Lo}][\p{L}\p{M} .'’-]{1,40}(?:, [\p{Lu}\p{Lo}][\p{L}\p{M} .'’-]{1,30})? *[,|·–—-] */u
const READING_TIME = /^\d{1,3} min(?:ute)?s? read$/iu

/** Returns true if words can be the names in a byline: `Oona Kell and Bo Tann, Harbour Gazette`. */
function areNames(words: string): boolean {
  const parts = words.split(' ')
  return (
    parts.length <= 12 &&
    parts.every((word) => BYLINE_WORD.test(word)) &&
    /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(words)
  )
}

/** Returns the date in a line, perhaps behind a place, else null. */
function dateOf(line: string): string | null {
  if (DATE.test(line) || READING_TIME.test(line)) return line
  const place = PLACE.exec(line)?.[0] ?? ''
  return place !== '' && DATE.test(line.slice(place.length)) ? line : null
}

/** Returns the byline in a line that names an author, a date or a place, without the word `By`; null for any other line. */
export function bylineOf(raw: string): string | null {
  if (raw.length > MAX_BYLINE_LENGTH) return null
  const line = comparable(raw)
  if (line === '' || lineWidth(line) > MAX_BYLINE_WIDTH) return null
  if (BY_STAFF.test(line)) return line.replace(/^by /iu, '')
  if (BY_BEHIND.test(line)) return line
  const by = BY.exec(line)?.[0] ?? BY_CJK.exec(line)?.[0] ?? ''
  if (by !== '') {
    const [names = '', ...more] = line.slice(by.length).split(/ *[|·•] */u)
    const isHandle = more.some((part) => dateOf(part) !== null) && /^@?[\p{L}\p{N}._-]{2,30}$/u.test(names)
    const isByline =
      (isHandle || areNames(names)) && more.every((part) => dateOf(part) !== null || areNames(part))
    if (isByline && !endsSentence(names.replace(/\b(?:jr|sr)\.$/iu, ''))) return line.slice(by.length)
  }
  if (dateOf(line) !== null) return line
  if (by !== '') return null
  const names = BY_WORK.exec(line)?.groups?.names
  if (names !== undefined && names.split(' ').length <= 4 && names.split(' ').length > 1 && areNames(names))
    return line
  if (REPORTER.test(line) || REPORTER_FIRST.test(line) || EMAIL_TAIL.test(line)) return line
  return null
}

/** Words that open a remark to the reader, which is no standfirst: `Warning: spoilers ahead!`. */
const REMARK = new RegExp(
  `^(?:(?:content|trigger|spoiler) )?(?:warning|note|editor['’]s note|editors['’] note|update|correction|disclaimer|spoilers?(?: alert)?|cw|tw|h/t|hat tip|` +
    `achtung|hinweis|anmerkung|warnung|aviso|nota|advertencia|attention|avertissement|note de la rédaction|` +
    `주의|경고|스포일러(?: 주의)?|편집자 ?주|참고|注意|警告|ネタバレ(?:注意)?|編集部注|编者按|編者按|剧透(?:警告)?)(?: *[:：!！]|[^${CJK_LETTERS}\\p{L}]*$)`,
  'iu',
)

/** Returns true if a line is a remark to the reader, such as a warning or an editor's note. */
export function isRemark(line: string): boolean {
  return REMARK.test(comparable(line))
}

/** What {@link takeByline} found. */
export interface Byline {
  /** '' if there is none. */
  readonly byline: string
  /** The chunks without those lines. */
  readonly chunks: readonly (readonly string[])[]
}

const LONE_NAME = /^\p{Lu}[\p{Ll}’-]+(?: \p{Lu}\.)?(?: \p{Lu}[\p{L}’-]+){1,2}$/u

/** Returns a function that returns true for a line that says something beside the byline of its chunk. */
function beside(chunk: readonly string[]): (line: string) => boolean {
  const names = chunk.filter((line) => bylineOf(line) !== null)
  const others = chunk.filter((line) => bylineOf(line) === null)
  const isDated = names.some((line) => dateOf(comparable(line)) !== null)
  const isBeside = (line: string): boolean => BESIDE_BYLINE.test(line) || (isDated && LONE_NAME.test(line))
  const areBeside = others.every((line) => isBeside(comparable(line)))
  const isEnough = names.length > 0 || (others.length > 1 && others.some((line) => /\d{4}/u.test(line)))
  return () => areBeside && isEnough
}

/** Returns the name that stands alone below the headline and with which the last paragraph begins; '' if there is none. */
function authorBelow(chunks: readonly (readonly string[])[]): string {
  const last = comparable(chunks.at(-1)?.[0] ?? '')
  const lone = chunks.slice(0, 2).filter((chunk) => chunk.length === 1)
  const names = lone.map(([line = '']) => comparable(line)).filter((line) => LONE_NAME.test(line))
  return names.find((name) => last.length > name.length && last.startsWith(name)) ?? ''
}

/** Returns the byline among the first chunks below a headline, and the chunks without it. It stops at the first long paragraph. */
export function takeByline(chunks: readonly (readonly string[])[]): Byline {
  const found: string[] = []
  const kept: (readonly string[])[] = []
  const author = authorBelow(chunks)
  for (const [index, chunk] of chunks.entries()) {
    if (author !== '' && chunk.length === 1 && comparable(chunk[0] ?? '') === author) {
      found.push(author)
      continue
    }
    const isFar = index >= MAX_CHUNKS || kept.flat().some((line) => lineWidth(line) > MAX_BYLINE_WIDTH * 2)
    const isText = chunk.length > 4
    if (isFar || isText) {
      append(kept, chunks.slice(index))
      break
    }
    const isBeside = beside(chunk)
    const others = chunk.filter((line) => bylineOf(line) === null && !isBeside(line))
    found.push(...chunk.flatMap((line) => bylineOf(line) ?? (isBeside(line) ? [comparable(line)] : [])))
    if (others.length > 0) kept.push(others)
    const isParagraph = others.some((line) => endsSentence(line) && !isRemark(line) && lineWidth(line) > 60)
    if (isParagraph) {
      append(kept, chunks.slice(index + 1))
      break
    }
  }
  return { byline: found.join(' · '), chunks: kept }
}
