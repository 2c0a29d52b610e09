import { zipBytes } from '../../../src/desk/transfer/zip/writer.ts'

/** Word documents made for tests: the parts that Word needs, and what a test adds. */

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'
const MAIN_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

const NAMESPACES = [
  `xmlns:w="${WORD}"`,
  `xmlns:r="${OFFICE}/relationships"`,
  `xmlns:wp="${DRAWING}/wordprocessingDrawing"`,
  `xmlns:a="${DRAWING}/main"`,
  `xmlns:pic="${DRAWING}/picture"`,
  `xmlns:m="${OFFICE}/math"`,
].join(' ')

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** What a document has besides its body. */
export interface DocxParts {
  /** Relations of the body: `rId1` to an address on the web, or to a part such as `media/image1.png`. */
  readonly targets?: Readonly<Record<string, string>>
  /** Further parts by path, such as `word/media/image1.png`. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>
  /** The type of the body, as the list of types names it. */
  readonly mainType?: string
}

/** Returns a paragraph. @param style the id of a style, such as `Heading1` */
export function p(runs: string, style = '', properties = ''): string {
  const named = style === '' ? '' : `<w:pStyle w:val="${style}"/>`
  return `<w:p><w:pPr>${named}${properties}</w:pPr>${runs}</w:p>`
}

/** Returns a run of text. @param properties such as `<w:b/>` */
export function r(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
}

/** Returns a link. @param id of a relation */
export function link(id: string, text: string): string {
  return `<w:hyperlink r:id="${id}">${r(text)}</w:hyperlink>`
}

/** Returns a picture in the text. @param reference such as `r:embed="rId4"` */
export function drawing(reference: string, alt: string): string {
  const picture = `<pic:pic><pic:blipFill><a:blip ${reference}/></pic:blipFill></pic:pic>`
  const graphic = `<a:graphic><a:graphicData>${picture}</a:graphicData></a:graphic>`
  return `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="${alt}"/>${graphic}</wp:inline></w:drawing></w:r>`
}

/** Returns a paragraph of a list. @param list 1 has bullets, 2 numbers; @param level from 0 */
export function item(text: string, list = 1, level = 0): string {
  const numbered = `<w:numPr><w:ilvl w:val="${String(level)}"/><w:numId w:val="${String(list)}"/></w:numPr>`
  return p(r(text), '', numbered)
}

const STYLE_NAMES = {
  Title: 'Title',
  Subtitle: 'Subtitle',
  Quote: 'Quote',
  Caption: 'caption',
  // As a Korean Word names the ids of its styles.
  '1': 'heading 1',
  '2': 'heading 2',
  '3': 'heading 3',
}

const STYLES = Object.entries(STYLE_NAMES)
  .map(([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`)
  .join('')

function levels(format: string): string {
  return [0, 1]
    .map((level) => `<w:lvl w:ilvl="${String(level)}"><w:numFmt w:val="${format}"/></w:lvl>`)
    .join('')
}

const NUMBERING = ['bullet', 'decimal']
  .map(
    (format, index) => `<w:abstractNum w:abstractNumId="${String(index)}">${levels(format)}</w:abstractNum>`,
  )
  .concat(
    [0, 1].map(
      (index) => `<w:num w:numId="${String(index + 1)}"><w:abstractNumId w:val="${String(index)}"/></w:num>`,
    ),
  )
  .join('')

function relation(id: string, type: string, target: string): string {
  const mode = /^[a-z]+:/i.test(target) ? ' TargetMode="External"' : ''
  return `<Relationship Id="${id}" Type="${OFFICE}/relationships/${type}" Target="${target}"${mode}/>`
}

/** Returns a part of the package whose root element is `name`. */
export function part(name: string, content: string): string {
  return `${DECLARATION}<w:${name} ${NAMESPACES}>${content}</w:${name}>`
}

/** Returns the parts of a document, by path. @param body the paragraphs */
export function docxParts(
  body: string,
  { targets = {}, parts = {}, mainType = MAIN_TYPE }: DocxParts = {},
): Record<string, string | Uint8Array> {
  const relations = Object.entries(targets).map(([id, target]) =>
    relation(id, /^[a-z]+:/i.test(target) ? 'hyperlink' : 'image', target),
  )
  return {
    '[Content_Types].xml': `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpg" ContentType="image/jpeg"/><Default Extension="emf" ContentType="image/x-emf"/><Override PartName="/word/document.xml" ContentType="${mainType}"/></Types>`,
    '_rels/.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'word/document.xml')}</Relationships>`,
    'word/_rels/document.xml.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${relation('s', 'styles', 'styles.xml')}${relation('n', 'numbering', 'numbering.xml')}${relations.join('')}</Relationships>`,
    'word/document.xml': part('document', `<w:body>${body}<w:sectPr/></w:body>`),
    'word/styles.xml': part('styles', STYLES),
    'word/numbering.xml': part('numbering', NUMBERING),
    ...parts,
  }
}

/** Returns a Word document as a file. @param body the paragraphs */
export async function docx(body: string, parts: DocxParts = {}): Promise<Uint8Array> {
  return zipBytes(
    Object.entries(docxParts(body, parts)).map(([name, content]) => ({
      name,
      bytes: Buffer.from(content),
      modified: Date.UTC(2026, 2, 2),
      compress: true,
    })),
  )
}
