/*
 * The numbers of Word's lists (ECMA-376 17.9). mammoth makes lists of them that all begin at 1. Each numbered paragraph gets a
 * bookmark with its number, which mammoth writes as `<a id="galley-number-5">`, and `tidyHtml.ts` makes the item's own number of it.
 */

/** Begins the names of the bookmarks. */
export const NUMBER_MARK = 'galley-number-'

interface Level {
  readonly start: number
  readonly isNumbered: boolean
}

/** The lists of a document. */
interface Numbering {
  /** Levels by number, of each abstract list. */
  readonly levels: ReadonlyMap<string, ReadonlyMap<number, Level>>
  /** The abstract list of each list, and the levels at which it begins anew. */
  readonly lists: ReadonlyMap<
    string,
    { readonly abstract: string; readonly starts: ReadonlyMap<number, number> }
  >
}

const valueOf = (xml: string, name: string): string =>
  new RegExp(`<w:${name}\\s[^>]*?w:val="([^"]*)"`).exec(xml)?.[1] ?? ''

const attributeOf = (tag: string, name: string): string =>
  new RegExp(`w:${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

function elements(xml: string, name: string): { readonly tag: string; readonly content: string }[] {
  const pattern = new RegExp(`<w:${name}(\\s[^>]*)?>([\\s\\S]*?)</w:${name}>`, 'g')
  return [...xml.matchAll(pattern)].map(([, tag = '', content = '']) => ({ tag, content }))
}

function levelsOf(xml: string): Map<number, Level> {
  return new Map(
    elements(xml, 'lvl').map(({ tag, content }) => {
      const format = valueOf(content, 'numFmt')
      const level = {
        start: Number(valueOf(content, 'start') || 1),
        isNumbered: !/^(?:bullet|none)$/.test(format),
      }
      return [Number(attributeOf(tag, 'ilvl')), level]
    }),
  )
}

function numberingOf(xml: string): Numbering {
  const levels = new Map(
    elements(xml, 'abstractNum').map(({ tag, content }) => [
      attributeOf(tag, 'abstractNumId'),
      levelsOf(content),
    ]),
  )
  const lists = new Map(
    elements(xml, 'num').map(({ tag, content }) => {
      const starts = elements(content, 'lvlOverride')
        .map(
          (override) =>
            [attributeOf(override.tag, 'ilvl'), valueOf(override.content, 'startOverride')] as const,
        )
        .filter(([, start]) => start !== '')
        .map(([level, start]): [number, number] => [Number(level), Number(start)])
      return [
        attributeOf(tag, 'numId'),
        { abstract: valueOf(content, 'abstractNumId'), starts: new Map(starts) },
      ]
    }),
  )
  return { levels, lists }
}

/** Counts the items of all lists of a document, in its order. */
class Counter {
  readonly #numbering: Numbering
  readonly #counts = new Map<string, Map<number, number>>()
  readonly #begun = new Set<string>()

  constructor(numbering: Numbering) {
    this.#numbering = numbering
  }

  /** Returns the number of the next item of a list; null if it has none. */
  next(list: string, level: number): number | null {
    const known = this.#numbering.lists.get(list)
    const found = known === undefined ? undefined : this.#numbering.levels.get(known.abstract)?.get(level)
    if (known === undefined || found === undefined) return null
    const counts = this.#counts.get(known.abstract) ?? new Map<number, number>()
    this.#counts.set(known.abstract, counts)
    const override = known.starts.get(level)
    const isFirst = override !== undefined && !this.#begun.has(`${list} ${String(level)}`)
    this.#begun.add(`${list} ${String(level)}`)
    const before = counts.get(level)
    const number = isFirst ? override : before === undefined ? found.start : before + 1
    counts.set(level, number)
    for (const deeper of [...counts.keys()]) if (deeper > level) counts.delete(deeper)
    return found.isNumbered ? number : null
  }
}

const PROPERTIES = /(<w:p(?:\s[^>]*)?>\s*<w:pPr>)([\s\S]*?)(<\/w:pPr>)/g

/**
 * Returns a body whose numbered paragraphs have a bookmark with their number.
 * @param numbering the part with the lists, '' if there is none
 */
export function withListNumbers(xml: string, numbering: string): string {
  if (!numbering.includes('<w:num ')) return xml
  const counter = new Counter(numberingOf(numbering))
  let count = 0
  return xml.replace(PROPERTIES, (whole, begin: string, properties: string, end: string) => {
    const own = /<w:numPr>([\s\S]*?)<\/w:numPr>/.exec(properties)?.[1]
    const number =
      own === undefined ? null : counter.next(valueOf(own, 'numId'), Number(valueOf(own, 'ilvl') || 0))
    if (number === null || !Number.isSafeInteger(number)) return whole
    count += 1
    // Bookmarks' ids need only differ.
    const id = String(1_000_000 + count)
    const mark = `<w:bookmarkStart w:id="${id}" w:name="${NUMBER_MARK}${String(number)}"/><w:bookmarkEnd w:id="${id}"/>`
    return begin + properties + end + mark
  })
}
