/** Credits at the end of a caption of formatted text: “The kettle at rest. Photo: Bo Tann / Nordbild”. */

/** What a picture is called before its maker, in lower case. */
const PICTURE =
  'photos?|photo(?:graph|graphie|graphy)|pictures?|pic|images?|foto(?:s|grafie|grafía|grafia)?|bild(?:er)?|illustrations?|ilustración|crédits? photo|photo credits?|image credits?|picture credits?|bildnachweis|bildquelle'
/** Labels of the maker alone. */
const MAKER = 'credits?|crédits?|créditos?|crediti|photographer|fotograf(?:in)?'

/** A label and the credit behind it. The label is not kept: the field says what it is. */
const LABELLED = new RegExp(
  `(?:${PICTURE}|${MAKER})\\s*[:：]\\s*(?<a>.+)|(?:${PICTURE})\\s+(?:by|via|courtesy of|credit|von|par|de|di|por)\\s+(?<b>.+)`,
  'iu',
)
const EAST_ASIAN =
  /(?:사진\s*(?:제공|출처)?|이미지|写真(?:提供)?|撮影|摄影|攝影|图(?:片|源|片来源)?|圖(?:片|源|片來源)?)\s*[:：=／/]\s*(?<c>.+)/u
/** Credits that are kept with their first words, which say more than who it was. */
const WHOLE = /(?<d>(?:©|\(c\)|courtesy(?: of)?\b|mit freundlicher genehmigung)\s*.+)/iu

/** In UTF-16 code units. */
const MAX_CREDIT_LENGTH = 90

/** Where a credit may begin: at the start, behind a sentence, a bar, a dash or an opening bracket. */
const STARTS =
  /^|(?<=[.!?…。！？”’"»)\]]\s)|(?<=[.!?…。！？]\s?)|(?<=[|｜/]\s?)|(?<=\s[–—-]\s)|(?=[([（［【])/gu

/** Returns true if words end one sentence and begin another: they are the caption's. */
const isSentences = (words: string): boolean => /\p{Ll}{3}[.!?]\s+\p{Lu}\p{Ll}+\s+\p{Ll}/u.test(words)

function creditIn(tail: string): string | null {
  const bare = /^[([（［【](.*)[)\]）］】][.。]?$/u.exec(tail)?.[1] ?? tail
  for (const pattern of [LABELLED, EAST_ASIAN, WHOLE]) {
    const match = pattern.exec(bare)
    if (match?.index !== 0) continue
    const { a, b, c, d } = match.groups ?? {}
    const credit = (a ?? b ?? c ?? d ?? '').trim()
    if (credit !== '' && credit.length <= MAX_CREDIT_LENGTH && !isSentences(credit)) return credit
  }
  return null
}

/**
 * Returns where the credit of a caption begins, and the credit without its label; null if it has none.
 * @param caption on one line
 */
export function creditAtEnd(caption: string): { readonly from: number; readonly credit: string } | null {
  // Only the end is looked at: a caption may be as long as an article.
  const offset = Math.max(0, caption.length - 2 * MAX_CREDIT_LENGTH)
  const end = caption.slice(offset)
  for (const { index } of end.matchAll(STARTS)) {
    if (offset > 0 && index === 0) continue
    const credit = creditIn(end.slice(index).trim())
    if (credit !== null) return { from: offset + index, credit }
  }
  return null
}
