import { formulaText } from './formulaText.ts'

/*
 * The XML of a document's parts, adapted to what mammoth 1.13.0 knows. It leaves elements that it does not know out with all
 * their words, and reads neither hidden text nor formulas. Two styles of runs stand for these; `readDocx.ts` has their rules.
 */

/** The style of runs whose words Word hides. */
export const HIDDEN_STYLE = 'GalleyHidden'
/** The style of runs that are a formula. */
export const FORMULA_STYLE = 'GalleyFormula'

/** Fields such as a figure's number, runs in another direction, the text under a phonetic guide, and formulas on a line of their own. */
const CONTAINERS = /<(\/?)(?:w:(?:fldSimple|bdo|dir|ruby|rubyBase)|m:oMathPara)(?=[\s>/])/g

const FORMULA = /<m:oMath(?:\s[^>]*)?>[\s\S]*?<\/m:oMath>/g

/** What a run's properties were before a tracked change. */
const OLD_PROPERTIES = /<w:(rPrChange|pPrChange)(?:\s[^>]*)?>[\s\S]*?<\/w:\1>/g

const RUN_PROPERTIES = /<w:rPr>([\s\S]*?)<\/w:rPr>/g

const isHidden = (properties: string): boolean =>
  /<w:(?:vanish|webHidden)(?:\s+w:val="(?:1|true|on)")?\s*\/>/.test(properties)

function run(style: string, text: string): string {
  return `<w:r><w:rPr><w:rStyle w:val="${style}"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
}

/** Returns the XML of a part as mammoth can read it without losing words. */
export function adaptWordXml(xml: string): string {
  return xml
    .replace(OLD_PROPERTIES, '')
    .replace(CONTAINERS, '<$1w:customXml')
    .replace(FORMULA, (formula) => run(FORMULA_STYLE, formulaText(formula)))
    .replace(RUN_PROPERTIES, (whole, properties: string) =>
      isHidden(properties)
        ? `<w:rPr><w:rStyle w:val="${HIDDEN_STYLE}"/>${properties.replace(/<w:rStyle\s[^>]*\/>/, '')}</w:rPr>`
        : whole,
    )
}

/** Returns the formulas of a part that {@link adaptWordXml} adapted. */
export function formulasIn(xml: string): string[] {
  const pattern = new RegExp(
    `<w:rStyle w:val="${FORMULA_STYLE}"/></w:rPr><w:t xml:space="preserve">([^<]*)<`,
    'g',
  )
  return [...xml.matchAll(pattern)].map(([, text = '']) => text)
}

const CHANGE = /<w:(ins|del|moveFrom)\s[^>]*[^/]>([\s\S]*?)<\/w:\1>/g
const WORDS = /<w:(?:t|delText)(?:\s[^>]*)?>([^<]*)<\/w:(?:t|delText)>/g

/** Reports the tracked changes of a body: insertions are accepted, deletions left out. */
export function reportChanges(
  xml: string,
  report: (kind: 'insertion' | 'deletedText', words: string) => void,
): void {
  for (const [, name = '', content = ''] of xml.matchAll(CHANGE)) {
    const words = [...content.matchAll(WORDS)].map(([, text = '']) => text).join('')
    if (words.trim() !== '') report(name === 'ins' ? 'insertion' : 'deletedText', words)
  }
}
