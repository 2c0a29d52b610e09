import { describe, expect, it } from 'vitest'
import { outline } from '../../../src/article/index.ts'
import { formulaText } from '../../../src/desk/transfer/import/docx/formulaText.ts'
import { readDocx } from '../../../src/desk/transfer/import/docx/readDocx.ts'
import { docx, item, p, part, r } from './docxFile.ts'

/** What mammoth does not know of a Word document: numbers of lists, hidden text, changes, formulas. */

async function read(
  body: string,
  numbering?: string,
): Promise<{ json: string; rows: readonly unknown[]; leftOut: readonly string[] }> {
  const parts =
    numbering === undefined ? {} : { parts: { 'word/numbering.xml': part('numbering', numbering) } }
  const { article, leftOut } = await readDocx(await docx(body, parts))
  return { json: JSON.stringify(article.doc), rows: outline(article), leftOut }
}

const level = (at: number, format: string, start = 1): string =>
  `<w:lvl w:ilvl="${String(at)}"><w:start w:val="${String(start)}"/><w:numFmt w:val="${format}"/></w:lvl>`

const abstract = (id: number, levels: string): string =>
  `<w:abstractNum w:abstractNumId="${String(id)}">${levels}</w:abstractNum>`

const list = (id: number, of: number, override = ''): string =>
  `<w:num w:numId="${String(id)}"><w:abstractNumId w:val="${String(of)}"/>${override}</w:num>`

/** The starts of the ordered lists of an article, in order. */
const starts = (json: string): number[] =>
  [...json.matchAll(/"start":(\d+)/g)].map(([, start]) => Number(start))

describe('a list of Word', () => {
  it('starts at its number, goes on behind a paragraph, and counts in any letters', async () => {
    const numbering = abstract(0, level(0, 'lowerRoman', 5)) + list(1, 0)
    const { json } = await read(item('Five') + item('Six') + p(r('Between')) + item('Seven'), numbering)
    expect(starts(json)).toEqual([5, 7])
  })

  it('begins anew where the document says so, and below each item of the level above', async () => {
    const override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    const numbering =
      abstract(0, level(0, 'decimal') + level(1, 'lowerLetter')) + list(1, 0) + list(2, 0, override)
    const items = [
      item('1'),
      item('a', 1, 1),
      item('b', 1, 1),
      item('2'),
      item('a', 1, 1),
      p(r('x')),
      item('1', 2),
      item('2', 2),
    ]
    const { json } = await read(items.join(''), numbering)
    expect(starts(json)).toEqual([1, 1, 1, 1])
  })

  it('has no numbers where it has bullets, and none without a list of the document', async () => {
    const { json } = await read(item('a') + item('b', 9))
    expect(json).toContain('bulletList')
    expect(starts(json)).toEqual([])
  })
})

describe('the words of a Word document', () => {
  it('are not those that it hides, and the report says so', async () => {
    const { json, leftOut } = await read(
      p(r('Seen') + r(' secret', '<w:b/><w:vanish/>') + r(' shown', '<w:vanish w:val="0"/>')),
    )
    expect(json).not.toContain('secret')
    expect(json).toContain('shown')
    expect(leftOut).toEqual(['1 hidden passage left out: “secret”'])
  })

  it('are not hidden by a change of their looks', async () => {
    const old = '<w:rPrChange w:id="1" w:author="A"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'
    const { json, leftOut } = await read(p(r('Seen', `<w:b/>${old}`)))
    expect(json).toContain('Seen')
    expect(leftOut).toEqual([])
  })

  it('have tracked changes accepted, and the report says so', async () => {
    const deleted = '<w:del w:id="1" w:author="A"><w:r><w:delText>ran</w:delText></w:r></w:del>'
    const { json, leftOut } = await read(
      p(r('He ') + deleted + `<w:ins w:id="2" w:author="A">${r('walked')}</w:ins>`),
    )
    expect(json).not.toContain('ran')
    expect(leftOut).toEqual(['1 deletion accepted: “ran”', '1 insertion accepted: “walked”'])
  })

  it('are those of its formulas, as code', async () => {
    const formula =
      '<m:oMath><m:r><m:t>E=m</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>'
    const { json, leftOut } = await read(p(r('So ') + formula) + p(`<m:oMathPara>${formula}</m:oMathPara>`))
    expect(json.match(/"type":"code"\}\],"text":"E=mc\^2"/g)).toHaveLength(2)
    expect(leftOut).toEqual(['2 formulas kept as code, the first “E=mc^2”'])
  })

  it('include code and pull quotes, by their styles', async () => {
    const styles = part(
      'styles',
      ['Source Code', 'Intense Quote']
        .map(
          (name) =>
            `<w:style w:type="paragraph" w:styleId="${name.replace(' ', '')}"><w:name w:val="${name}"/></w:style>`,
        )
        .join(''),
    )
    const body =
      p(r('let x'), 'SourceCode') + p(r('let y'), 'SourceCode') + p(r('Nobody looks.'), 'IntenseQuote')
    const { article } = await readDocx(await docx(body, { parts: { 'word/styles.xml': styles } }))
    const json = JSON.stringify(article.doc)
    expect(json).toContain('let x\\nlet y')
    expect(json).toContain('"pull":true')
  })
})

describe('a formula of Word', () => {
  const t = (text: string): string => `<m:r><m:t>${text}</m:t></m:r>`

  it.each([
    [`<m:f><m:fPr/><m:num>${t('1')}</m:num><m:den>${t('x+1')}</m:den></m:f>`, '(1)/(x+1)'],
    [`<m:sSub><m:e>${t('x')}</m:e><m:sub>${t('12')}</m:sub></m:sSub>`, 'x_{12}'],
    [`<m:rad><m:deg/><m:e>${t('2')}</m:e></m:rad>`, '√(2)'],
    [
      `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${t('i')}</m:sub><m:sup>${t('n')}</m:sup><m:e>${t('i')}</m:e></m:nary>`,
      '∑_i^n i',
    ],
    [`<m:func><m:fName>${t('sin')}</m:fName><m:e>${t('x')}</m:e></m:func>`, 'sin x'],
    [`<m:d><m:dPr/><m:e>${t('a')}</m:e></m:d>`, '(a)'],
    [`</m:f><m:e>${t('a')}`, ''],
  ])('%s is %s', (xml, text) => {
    expect(formulaText(`<m:oMath>${xml}</m:oMath>`)).toBe(text)
  })
})
