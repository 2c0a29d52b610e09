/*
 * Formulas of Word (OMML, ECMA-376 22.1) as a line of text: `<m:f>` as `(1)/(2)`, `<m:sSup>` as `c^2`. They have no TeX beside them.
 */

/** An element of a formula that is open. */
interface Open {
  readonly name: string
  readonly parts: { readonly name: string; readonly text: string }[]
}

const TOKEN = /<(\/?)m:(\w+)((?:\s[^<>]*?)?)(\/?)>|([^<]+)/g

/** Returns a raised or lowered text behind its sign, in braces if it is longer than a character. */
const script = (sign: string, text: string): string =>
  text === '' ? '' : `${sign}${text.length === 1 ? text : `{${text}}`}`

function textOf({ name, parts }: Open): string {
  const of = (wanted: string): string =>
    parts
      .filter((part) => part.name === wanted)
      .map(({ text }) => text)
      .join('')
  switch (name) {
    case 'f':
      return `(${of('num')})/(${of('den')})`
    case 'sSup':
    case 'sSub':
    case 'sSubSup':
      return of('e') + script('_', of('sub')) + script('^', of('sup'))
    case 'rad':
      return `${of('deg')}√(${of('e')})`
    case 'd':
      return `(${of('e')})`
    case 'nary':
      return `${of('naryPr') || '∫'}${script('_', of('sub'))}${script('^', of('sup'))} ${of('e')}`
    case 'func':
      return `${of('fName')} ${of('e')}`
    case 'naryPr':
      return of('chr')
    default:
      return name.endsWith('Pr') ? '' : parts.map(({ text }) => text).join('')
  }
}

/** Returns a formula as a line of text. @param xml an `m:oMath` element; its text as XML has it, references included */
export function formulaText(xml: string): string {
  const root: Open = { name: 'root', parts: [] }
  const open = [root]
  for (const [, slash = '', name = '', attributes = '', end = '', text = ''] of xml.matchAll(TOKEN)) {
    const top = open.at(-1) ?? root
    if (text !== '') {
      // Only `m:t` has words; elsewhere white space lays out the XML.
      if (top.name === 't') top.parts.push({ name: 'text', text })
    } else if (slash === '' && end === '') open.push({ name, parts: [] })
    else if (slash === '')
      top.parts.push({ name, text: name === 'chr' ? (/m:val="([^"]*)"/.exec(attributes)?.[1] ?? '') : '' })
    else if (open.length > 1 && top.name === name) {
      open.pop()
      open.at(-1)?.parts.push({ name, text: textOf(top) })
    }
  }
  return textOf(root).replace(/\s+/g, ' ').trim()
}
