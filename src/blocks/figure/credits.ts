import { endsSentence, OPENING_QUOTES } from '../../text/punctuation.ts'
import { comparable, trimInvisible } from '../../text/unicode.ts'

/**
 * Finds the credit of a photo in a line, in the forms that newsrooms write:
 *
 *     Photo: Ana Prieto / Nordbild        (Photo by X)        © 2024 X        Image via X        Courtesy of X
 *     撮影：X     图/X     [사진=X]     사진제공=X     @h/Instagram
 *     The kettle at rest. Photo: X        ▲ 스틸컷 (사진=X)                   a caption before it
 */
export interface Credited {
  readonly caption: string
  readonly credit: string
}

/** In characters; a longer line is a paragraph that mentions a photo. */
const MAX_LINE_LENGTH = 260
const MAX_CREDIT_LENGTH = 90
const MAX_CREDIT_WORDS = 10

const LATIN_LABEL =
  '(?:(?:all |lead |cover |header )?(?:photo(?:graph)?s?|images?|pictures?|pics?|stills?)(?: credits?)?|credits?|fotos?|bild(?:er)?|bildnachweis|bildquelle|fotocredit|crédits?(?: photos?)?|photo(?:graphie)?s?|fotografías?|crédito(?:s)?(?: da foto)?|imagen|imagem|imagens|reprodução|divulgação|fotografia|фото|צילום|תמונה|تصوير|الصورة)'
const CJK_LABEL =
  '(?:写真提供|画像提供|写真|画像|撮影|スチール|摄影|攝影|图片来源|圖片來源|图源|圖源|图片|圖片|图|圖|사진 ?제공|사진 ?출처|사진|이미지|제공|자료 ?제공)'
const LABELLED = `(?:${LATIN_LABEL} ?[:：]|${CJK_LABEL} ?[:：=＝/／|｜])`
const BY = String.raw`(?:${LATIN_LABEL} )(?:by|via|von|par|por|di|courtesy of|from)|courtesy(?: of)?|image via|with thanks to`

const WHOLE = new RegExp(`^(?:${LABELLED} *|(?:${BY}) +|(?:©|\\(c\\)|ⓒ) *)(?<credit>\\S.*)$`, 'iu')
const BRACKETED = new RegExp(
  `^(?<caption>.*?) *[(（\\[［【] *(?:${LABELLED} *|(?:${BY}) +|(?:©|\\(c\\)|ⓒ) *)(?<credit>[^()（）\\[\\]［］【】]+?) *[)）\\]］】]$`,
  'iu',
)
/** Behind a sentence, a wide space or a bar. */
const TAIL = new RegExp(
  `^(?<caption>.*?(?:[.!?…。！？」”"]|[\\p{L}\\p{N})）](?= {2,})|\\p{L}(?= [©ⓒ])|[\\p{L}\\p{N}）](?= ${CJK_LABEL} ?[:：=＝/／]))) *(?:${LABELLED} *|(?:(?:photo|photograph|image|picture|foto|fotografía|fotografia|bild)s? (?:by|via|courtesy of|von|de|di|par|por)|courtesy of) +|[©ⓒ] *)(?<credit>\\S.*)$`,
  'iu',
)
/** A maker and an agency behind a short caption, without a label: `Morning. Bo Tann/Nordbild`. */
const AGENCY_TAIL =
  /^(?<caption>(?:\S+ ){0,7}\S+[.!?…]) +(?<credit>\p{Lu}[\p{L}’-]+(?: \p{Lu}[\p{L}’-]+){1,2}\/\p{Lu}[\p{L}\p{N}’-]+(?: \p{Lu}[\p{L}\p{N}’-]+)?)$/u
const HANDLE =
  /^@[\w.]{2,40}(?: ?[/|] ?| (?:on|via) )(?:instagram|x|twitter|tiktok|facebook|weverse|threads|youtube|weibo)$/iu
/** The label of a photo without a caption: `사진 | X`. */
const BARE_LABEL = new RegExp(`^(?:${LATIN_LABEL}|${CJK_LABEL})$`, 'iu')
const WORD =
  /^(?:[\p{Lu}\p{Lt}\p{Lo}\p{N}@©(“"'’《][^\s]*|https?:\/\/\S+|[/|&+×x,–—-]+|by|on|for|of|and|via|courtesy|the|de|da|van|von|der|und|et|y|la|le|\p{Ll}+[./_]\S*)$/u

/** The label of a caption: `Photo: The pier. © X`. */
const CAPTION_LABEL = new RegExp(`^${LABELLED} *`, 'iu')
/** A line in brackets, with none inside. */
const IN_BRACKETS = /^[(（[［【]([^()（）[\]［］【】]+)[)）\]］】]$/u

/** The account of a work: `《修车铺》官方微博`. */
const WORK_ACCOUNT = /^《[^《》]{1,30}》\p{Lo}/u

/** Returns true if words name who made a photo: a few names, no sentence. */
function isMaker(words: string): boolean {
  const credit = comparable(words)
  const isQuoted = OPENING_QUOTES.includes(credit.charAt(0)) && !WORK_ACCOUNT.test(credit)
  if (credit === '' || credit.length > MAX_CREDIT_LENGTH || isQuoted) return false
  if (/[.!?…。] ?[©ⓒ]/u.test(credit)) return false
  if (endsSentence(credit) && !/\b(?:inc|ltd|co|corp|jr|sr|st)\.$/iu.test(credit)) return false
  const parts = credit.split(' ')
  const [last = '', before = ''] = parts.toReversed()
  // A paper whose second word is small: `Борис Танин / Северный вестник`.
  const isPaper = /^\p{Ll}+$/u.test(last) && /^\p{Lu}/u.test(before) && parts.at(-3) === '/'
  const named = isPaper ? parts.slice(0, -1) : parts
  return parts.length <= MAX_CREDIT_WORDS && named.every((part) => WORD.test(part))
}

/** Returns true if a text is no more than the label of a credit: `사진`. */
export function isCreditLabel(words: string): boolean {
  return BARE_LABEL.test(comparable(words))
}

/** Returns caption and credit of a line, without the label; null if the line has no credit in one of the forms above. */
export function creditedLine(raw: string, matchable: string): Credited | null {
  // Labels are in composed letters; macOS writes file names and some texts in parts.
  if (raw.length <= 3 * MAX_LINE_LENGTH && /[\u1100-\u11ff]/u.test(raw))
    return composedCredit(raw.normalize('NFC'), matchable.normalize('NFC'))
  return composedCredit(raw, matchable)
}

function composedCredit(raw: string, matchable: string): Credited | null {
  if (
    raw.length > MAX_LINE_LENGTH ||
    !/[:：=＝/／|｜©ⓒ@]|\b(?:by|via|courtesy|von|par|por|di|de)\b|\(c\)/iu.test(matchable)
  )
    return null
  if (HANDLE.test(matchable)) return { caption: '', credit: raw }
  const inner = IN_BRACKETS.exec(matchable)?.[1]
  if (inner !== undefined) {
    const found = composedCredit(raw.slice(1, -1), inner)
    if (found !== null) return found
  }
  for (const form of [WHOLE, BRACKETED, TAIL, AGENCY_TAIL]) {
    const groups = form.exec(matchable)?.groups
    if (groups?.credit === undefined || !isMaker(groups.credit)) continue
    const at = matchable.lastIndexOf(groups.credit)
    const caption = trimInvisible(raw.slice(0, groups.caption?.length ?? 0))
    // A bar in the caption is the form `caption | credit`.
    if (/[|｜]/u.test(caption)) return null
    return {
      caption: caption.replace(/^[▲△◆■▶] */u, '').replace(CAPTION_LABEL, ''),
      credit: trimInvisible(raw.slice(at, at + groups.credit.length)),
    }
  }
  return null
}
