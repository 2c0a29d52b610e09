import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Article } from '../../../src/article/index.ts'
import { readDocx } from '../../../src/desk/transfer/import/docx/readDocx.ts'
import { LIMITS } from '../../../src/desk/transfer/limits.ts'
import { deskOver, value } from '../library.ts'
import { png } from '../pictures.ts'
import { docx, type DocxParts, docxParts, drawing, item, link, p, part, r } from './docxFile.ts'
import { imported, refusals, room } from './transfers.ts'
import { zip } from './zips.ts'

type Node = Article['doc']

/** Returns a node as one line: `heading2(Gulls)`, `figure[images/x.png|A gull]()`. Marks follow their text: `no/em`. */
function line({ type, attrs, text, marks, content }: Node): string {
  const level = typeof attrs?.level === 'number' ? String(attrs.level) : ''
  const picture = type === 'figure' ? `[${String(attrs?.src)}|${String(attrs?.alt)}]` : ''
  if (type === 'text') return [text, ...(marks ?? []).map((mark) => mark.type)].join('/')
  return `${type}${level}${picture}(${(content ?? []).map(line).join(' ')})`
}

const lines = ({ doc }: Article): string[] =>
  (doc.content ?? []).flatMap((field) =>
    field.type === 'body' ? (field.content ?? []).map(line) : [line(field)],
  )

async function read(body: string, parts?: DocxParts): Promise<string[]> {
  return lines((await readDocx(await docx(body, parts))).article)
}

async function leftOut(body: string, parts?: DocxParts): Promise<readonly string[]> {
  return (await readDocx(await docx(body, parts))).leftOut
}

describe('a Word document', () => {
  it('is read with its headings, marks, links, lists and quotations', async () => {
    const body = [
      p(r('The night tram'), '1'),
      p(r('It leaves ') + r('at ten', '<w:b/>') + r(' past ') + r('one', '<w:i/>') + r('.', '<w:strike/>')),
      p(r('The depot'), '2'),
      p(r('See ') + link('rId7', 'the timetable')),
      item('First') + item('Inside', 1, 1) + item('Second'),
      item('One', 2),
      p(r('Nobody looks.'), 'Quote') + p(r('Nobody ever did.'), 'Quote'),
    ].join('')
    expect(await read(body, { targets: { rId7: 'https://tram.example/table' } })).toEqual([
      'headline(The night tram)',
      'standfirst()',
      'paragraph(It leaves  at ten/strong  past  one/em ./strike)',
      'heading2(The depot)',
      'paragraph(See  the timetable/link)',
      'bulletList(listItem(paragraph(First) bulletList(listItem(paragraph(Inside)))) listItem(paragraph(Second)))',
      'orderedList(listItem(paragraph(One)))',
      'quote(paragraph(Nobody looks.) paragraph(Nobody ever did.))',
    ])
  })

  it('has its headline in the title, its standfirst in the subtitle, and its headings one level below', async () => {
    const body =
      p(r('A gull'), 'Title') +
      p(r('What it knows'), 'Subtitle') +
      p(r('Morning'), '1') +
      p(r('Noon'), '2') +
      p(r('It waits.'))
    expect(await read(body)).toEqual([
      'headline(A gull)',
      'standfirst(What it knows)',
      'heading2(Morning)',
      'heading3(Noon)',
      'paragraph(It waits.)',
    ])
  })

  it('keeps Korean words', async () => {
    expect(await read(p(r('나루터의 하루'), '1') + p(r('강은 조용했다.')))).toEqual([
      'headline(나루터의 하루)',
      'standfirst()',
      'paragraph(강은 조용했다.)',
    ])
  })

  it('gives its pictures with their descriptions, and captions below them', async () => {
    const body =
      p(r('Tram'), '1') +
      p(drawing('r:embed="rId4"', 'The depot')) +
      p(r('At night'), 'Caption') +
      p(r('End.'))
    const bytes = png(30, 20)
    const { article, leftOut: without } = await readDocx(
      await docx(body, { targets: { rId4: 'media/image1.png' }, parts: { 'word/media/image1.png': bytes } }),
    )
    expect(lines(article).slice(2)).toEqual([
      `figure[data:image/png;base64,${bytes.toString('base64')}|The depot](At night)`,
      'paragraph(End.)',
    ])
    expect(without).toEqual([])
  })

  it('loses no words in fields and phonetic guides', async () => {
    const field = `<w:fldSimple w:instr=" SEQ Figure ">${r('7')}</w:fldSimple>`
    const guide = `<w:ruby><w:rt>${r('han')}</w:rt><w:rubyBase>${r('漢')}</w:rubyBase></w:ruby>`
    const body = p(r('Figure ') + field) + p(`<w:r>${guide}</w:r>`)
    const [, , ...text] = await read(body)
    expect(text).toEqual(['paragraph(Figure 7)', 'paragraph(漢)'])
  })

  it('has its footnotes where their signs are', async () => {
    const note = (id: string, text: string): string =>
      `<w:footnote w:id="${id}">${p(`<w:r><w:footnoteRef/></w:r>${r(text)}`)}</w:footnote>`
    const body = p(r('It leaves') + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(' late.'))
    const parts = { 'word/footnotes.xml': part('footnotes', note('2', 'So they say.')) }
    expect((await read(body, { parts })).slice(2)).toEqual(['paragraph(It leaves footnote()  late.)'])
  })

  it('has no link that runs a script, and no picture from another place', async () => {
    const body =
      p(link('rId1', 'Click')) +
      p(
        `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "javascript:alert(1)"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('Field')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
      ) +
      p(drawing('r:link="rId2"', 'A file of this machine'))
    const parts = { targets: { rId1: 'javascript:alert(1)', rId2: 'file:///etc/passwd' } }
    expect((await read(body, parts)).slice(2)).toEqual([
      'paragraph(Click)',
      'paragraph(Field)',
      'figure[null|A file of this machine]()',
    ])
    expect(await leftOut(body, parts)).toEqual(['a picture in it could not be read; its place is kept'])
  })

  it('says what was left out: comments, charts, formulas, pictures of other kinds', async () => {
    const body =
      p(r('It leaves.') + '<w:r><w:commentReference w:id="0"/></w:r>') +
      p('<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>') +
      p('<w:permStart w:id="1"/>' + r('Words.')) +
      p(drawing('r:embed="rId4"', 'A drawing')) +
      p(drawing('r:embed="rId5"', 'Gone'))
    const comment = `<w:comment w:id="0" w:initials="M">${p(r('Why?'))}</w:comment>`
    const parts = {
      targets: { rId4: 'media/image1.emf', rId5: 'media/image2.png' },
      parts: {
        'word/comments.xml': part('comments', comment),
        'word/media/image1.emf': 'EMF',
        'word/charts/chart1.xml': '<c/>',
      },
    }
    expect(await leftOut(body, parts)).toEqual([
      'its comments were left out',
      'its charts and diagrams were left out',
      'a picture in it is not a PNG, JPEG, GIF, WebP or AVIF picture; its place is kept',
      'a picture in it could not be read; its place is kept',
      '1 formula kept as code: “x”',
    ])
    expect(JSON.stringify(await read(body, parts))).not.toContain('Why?')
  })

  it('makes no elements of its own choice of its words', async () => {
    const styles = `p => script\nr => h1`
    expect(await read(p(r('Words.')), { parts: { 'mammoth/style-map': styles } })).toContain(
      'paragraph(Words.)',
    )
  })
})

describe('a file that is no Word document, or one that cannot be read,', () => {
  const refused = async (bytes: Uint8Array | string): Promise<string> => {
    try {
      await readDocx(Buffer.from(bytes))
      return 'read'
    } catch (error) {
      return String(error)
    }
  }
  const compound = (stream: string): Buffer =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(600),
      Buffer.from(stream, 'utf16le'),
    ])
  /** @param sizes what the list of entries says instead of the truth, in bytes, by path */
  const archive = (
    parts: Readonly<Record<string, string | Uint8Array>>,
    sizes: Readonly<Record<string, number>> = {},
  ): Buffer =>
    zip(
      Object.entries(parts).map(([name, content]) => {
        const size = sizes[name]
        return { name, content, ...(size === undefined ? {} : { says: { size } }) }
      }),
    )
  const MB = 1024 * 1024
  const BODY = 'word/document.xml'

  it('is refused with what is wrong and what to do', async () => {
    expect(await refused('words')).toMatch(/it is no Word document.*Open it in the program/)
    expect(await refused(archive({ 'a.txt': 'a' }))).toMatch(/it is no Word document/)
    expect(await refused(archive(docxParts(p(r('x')), { mainType: 'application/vnd.sheet+xml' })))).toMatch(
      /it is no Word document/,
    )
    expect(await refused(compound('EncryptedPackage'))).toMatch(/it is locked with a password.*Remove/)
    expect(await refused(compound('WordDocument'))).toMatch(/it is a file of an older Word.*Save it as .docx/)
  })

  it('is refused as damaged where the zip, its body or its XML breaks off', async () => {
    const whole = await docx(p(r('It leaves.')))
    expect(await refused(whole.subarray(0, whole.length - 40))).toMatch(
      /it is damaged: it breaks off.*Open it in Word/,
    )
    expect(await refused(archive(docxParts('<w:p><w:r>')))).toMatch(/it is damaged/)
    const entities = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    const body = part('document', `<w:body>${p(r('&b;'))}</w:body>`).replace(/^<[^>]*>/, entities)
    const expanding = { ...docxParts(''), [BODY]: body }
    expect(await refused(archive(expanding))).toMatch(/it is damaged/)
    expect(await refused(archive(docxParts(p(r('x'))), { [BODY]: 3 }))).toMatch(
      /it is damaged|holds more than it says/,
    )
    expect(await refused(await docx(''))).toMatch(/there is nothing in it/)
  })

  it('is refused before it is unpacked if its list says more than Galley takes', async () => {
    const parts = docxParts(p(r('x')))
    expect(await refused(archive(parts, { [BODY]: 40 * MB }))).toMatch(/it is more than Galley can read/)
    const pictures = ['a', 'b', 'c', 'd', 'e'].map((name) => `word/media/${name}.png`)
    const media = Object.fromEntries(pictures.map((name) => [name, 'x']))
    const sizes = Object.fromEntries(pictures.map((name) => [name, 30 * MB]))
    expect(await refused(archive({ ...parts, ...media }, sizes))).toMatch(/it is more than Galley can read/)
    const many = Object.fromEntries(Array.from({ length: 6000 }, (_, index) => [`a${String(index)}`, '']))
    expect(await refused(archive({ ...parts, ...many }))).toMatch(/more than 5000 files/)
  })

  it('is stopped while it unpacks if it is packed too tightly, and refused if it is too deep', async () => {
    expect(await refused(archive(docxParts('a'.repeat(4 * MB))))).toMatch(/packed so tightly/)
    const deep = 20_000
    const nested = '<w:smartTag>'.repeat(deep) + '</w:smartTag>'.repeat(deep)
    expect(await refused(archive(docxParts(nested)))).toMatch(/it is damaged/)
  })
})

describe('an import of Word documents', () => {
  it('makes drafts of them, with pictures as files, and reports what was left out', async () => {
    const here = await room()
    const picture = png(30, 20, { notes: true })
    const body = p(r('Tram'), '1') + p(drawing('r:embed="rId4"', 'The depot'))
    const tram = await docx(body, {
      targets: { rId4: 'media/image1.png' },
      parts: {
        'word/media/image1.png': picture,
        'word/comments.xml': part('comments', `<w:comment w:id="0">${p(r('Why?'))}</w:comment>`),
      },
    })
    const job = await imported(here, {
      'Texts/tram.docx': tram,
      'Texts/No headline.DOCX': await docx(p(r('It waits.'))),
      'Texts/~$tram.docx': Buffer.alloc(162),
      'Texts/broken.docx': 'PK',
      'Texts/old.zip': zip([{ name: 'a/inside.docx', content: await docx(p(r('Inside'), '1')) }]),
    })
    expect(job.report?.imported.map(({ title }) => title).sort()).toEqual(['Inside', 'No headline', 'Tram'])
    expect(refusals(job).sort()).toEqual([
      expect.stringMatching(/^Texts\/broken\.docx: it is damaged: it breaks off/),
      'Texts/tram.docx: its comments were left out',
    ])
    const names = await readdir(here.library, { recursive: true })
    expect(names.filter((name) => /images.[0-9a-f]{16}\.png$/.test(name))).toHaveLength(1)
    const desk = await deskOver(here.library)
    const id = job.report?.imported.find(({ title }) => title === 'Tram')?.id ?? ''
    expect(value(await desk.openDraft(id)).article).toContain('"alt":"The depot"')
  })

  it('refuses a file beyond the size of an article', async () => {
    const limits = { ...LIMITS, article: 100 }
    const job = await imported(await room({ limits }), { 'a.docx': await docx(p(r('x'))) })
    expect(job.report?.imported).toEqual([])
    expect(refusals(job)).toHaveLength(1)
  })
})
