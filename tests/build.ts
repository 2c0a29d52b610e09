import { articleFrom, emptyMetadata, type Article, type Metadata } from '../src/article/index.ts'
import { linkMark, type MarkJSON, type NodeJSON } from '../src/blocks/node.ts'

/**
 * Builders of articles, so that tests read as the articles they are about:
 * `article('Headline', 'Standfirst', p('Some ', em('words')), dialogue(turn('Mina', '“Hello.”')))`.
 */

/** A text, or an inline node such as `em('…')` and `br()` give. */
export type Inline = string | NodeJSON | readonly NodeJSON[]

type Attrs = NonNullable<NodeJSON['attrs']>

function inlines(content: readonly Inline[]): NodeJSON[] {
  return content.flatMap((item) =>
    typeof item === 'string' ? (item === '' ? [] : [{ type: 'text', text: item }]) : item,
  )
}

function block(type: string, content: readonly NodeJSON[], attrs?: Attrs): NodeJSON {
  return {
    type,
    ...(attrs === undefined ? {} : { attrs }),
    ...(content.length === 0 ? {} : { content: [...content] }),
  }
}

function marked(mark: MarkJSON, content: readonly Inline[]): NodeJSON[] {
  return inlines(content).map((node) => ({ ...node, marks: [mark, ...(node.marks ?? [])] }))
}

// ---- marks and inline nodes ----

export const strong = (...content: Inline[]): NodeJSON[] => marked({ type: 'strong' }, content)
export const em = (...content: Inline[]): NodeJSON[] => marked({ type: 'em' }, content)
export const strike = (...content: Inline[]): NodeJSON[] => marked({ type: 'strike' }, content)
export const sup = (...content: Inline[]): NodeJSON[] => marked({ type: 'superscript' }, content)
export const sub = (...content: Inline[]): NodeJSON[] => marked({ type: 'subscript' }, content)
export const code = (...content: Inline[]): NodeJSON[] => marked({ type: 'code' }, content)
export const link = (href: string, ...content: Inline[]): NodeJSON[] =>
  marked(linkMark(href), content.length === 0 ? [href] : content)
export const titledLink = (href: string, title: string, ...content: Inline[]): NodeJSON[] =>
  marked(linkMark(href, title), content)
/** A footnote; its text has the markup of `blocks/footnote/content.ts`. */
export const fn = (text: string): NodeJSON => ({ type: 'footnote', attrs: { text } })
export const br = (): NodeJSON => ({ type: 'hardBreak' })

// ---- blocks ----

export const p = (...content: Inline[]): NodeJSON => block('paragraph', inlines(content))
const headingOf =
  (level: number) =>
  (...content: Inline[]): NodeJSON =>
    block('heading', inlines(content), { level })
export const h2 = headingOf(2)
export const h3 = headingOf(3)
export const h4 = headingOf(4)

/** A list item of blocks; a text or a run of inline nodes is its paragraph. */
export const li = (...content: (string | NodeJSON)[]): NodeJSON =>
  block(
    'listItem',
    content.map((item) => (typeof item === 'string' ? p(item) : item)),
    { checked: null },
  )
/** An item of a checklist. */
export const task = (checked: boolean, ...content: (string | NodeJSON)[]): NodeJSON => ({
  ...li(...content),
  attrs: { checked },
})
const items = (content: readonly (string | NodeJSON)[]): NodeJSON[] =>
  content.map((item) => (typeof item === 'string' ? li(item) : item))
export const ul = (...content: (string | NodeJSON)[]): NodeJSON => block('bulletList', items(content))
export const ol = (start: number, ...content: (string | NodeJSON)[]): NodeJSON =>
  block('orderedList', items(content), { start })
export const quote = (...content: (string | NodeJSON)[]): NodeJSON =>
  block(
    'quote',
    content.map((item) => (typeof item === 'string' ? p(item) : item)),
    { pull: false },
  )
export const pull = (...content: (string | NodeJSON)[]): NodeJSON => ({
  ...quote(...content),
  attrs: { pull: true },
})
export const hr = (): NodeJSON => block('divider', [])
export const pre = (language: string, text: string): NodeJSON =>
  block('codeBlock', inlines([text]), { language })

/** `turn('Mina', '“Hi.”')`, or `turn({ speaker: 'Mina', to: 'Jun', aside: 'laughing' }, '“Hi.”')`. */
export function turn(
  who:
    | string
    | {
        readonly speaker: string
        readonly to?: string
        readonly aside?: string
        readonly role?: string
        readonly time?: string
      },
  ...content: Inline[]
): NodeJSON {
  const { speaker, to, aside, role, time } =
    typeof who === 'string' ? { speaker: who } : { to: undefined, ...who }
  return block('turn', inlines(content), {
    speaker,
    addressee: to ?? null,
    parenthetical: aside ?? null,
    role: role ?? null,
    time: time ?? null,
  })
}
export const dialogue = (...turns: NodeJSON[]): NodeJSON => block('dialogue', turns)
export const caption = (...content: Inline[]): NodeJSON => block('caption', inlines(content))

interface FigureAttrs {
  readonly src?: string | null
  readonly missing?: string | null
  readonly alt?: string
  readonly decorative?: boolean
  readonly credit?: string
  readonly width?: number | null
  readonly height?: number | null
  readonly size?: 'column' | 'wide' | 'full'
  readonly crop?: string | null
  readonly rotation?: 0 | 90 | 180 | 270
  readonly focus?: string | null
}
/** `figure({ credit: 'JTBC' }, 'Caption')`; what is left out takes the schema's defaults. */
export const figure = (attrs: FigureAttrs, ...content: Inline[]): NodeJSON =>
  block('figure', inlines(content), {
    src: null,
    missing: null,
    alt: '',
    decorative: false,
    credit: '',
    width: null,
    height: null,
    size: 'column',
    crop: null,
    rotation: 0,
    focus: null,
    ...attrs,
  })

/** Photos side by side: `gallery([figure(…), figure(…)], 'Two views')`. */
export const gallery = (photos: readonly NodeJSON[], ...words: Inline[]): NodeJSON =>
  block('gallery', [...photos, block('galleryCaption', inlines(words))])

interface EmbedAttrs {
  readonly provider?: string
  readonly id?: string
  readonly title?: string
  readonly author?: string
  readonly src?: string | null
  readonly missing?: string | null
  readonly width?: number | null
  readonly height?: number | null
}
const NO_PICTURE = { src: null, width: null, height: null }
export const embed = (url: string, attrs: EmbedAttrs = {}): NodeJSON =>
  block('embed', [], { url, provider: '', id: '', title: '', author: '', ...NO_PICTURE, ...attrs })
interface TableAttrs {
  readonly title?: string
  readonly header?: 'row' | 'column' | 'both' | 'none'
  readonly align?: string
}
/**
 * `table([['Rank', 'Name'], ['1', [strong('Mina'), ' Solis']]], { align: 'r' })`, with a header row unless told otherwise. A cell of
 * several texts is an array.
 */
export const table = (
  rows: readonly (readonly (Inline | readonly Inline[])[])[],
  attrs: TableAttrs = {},
): NodeJSON => {
  const cellOf = (cell: Inline | readonly Inline[]): NodeJSON =>
    block('tableCell', inlines(Array.isArray(cell) ? (cell as readonly Inline[]) : [cell as Inline]))
  const content = rows.map((cells) => block('tableRow', cells.map(cellOf)))
  return block('table', content, { title: '', header: 'row', align: '', ...attrs })
}

/** A source line; `label` is the writer's word for it. */
export const source = (label: string, ...content: Inline[]): NodeJSON =>
  block('source', inlines(content), { label })

// ---- whole articles ----

/** An article in its canonical form, checked against the schema. */
export function article(headline: string, standfirst: string, ...body: NodeJSON[]): Article {
  return articleFrom({ headline, standfirst, body })
}

/** The document of {@link article}. */
export function doc(headline: string, standfirst: string, ...body: NodeJSON[]): NodeJSON {
  return article(headline, standfirst, ...body).doc
}

/** The article with some of its metadata known. */
export function withMetadata(metadata: Partial<Metadata>, original: Article): Article {
  return { ...original, metadata: { ...emptyMetadata(), ...original.metadata, ...metadata } }
}
