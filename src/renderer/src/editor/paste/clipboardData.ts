import { toLine } from '../../../../text/unicode.ts'
import { SLICE_TYPE } from '../copy/passage.ts'

/** What a clipboard or a drag brings, read once: a DataTransfer is empty after its event. */
export interface Offer {
  readonly text: string
  readonly html: string
  /** Galley's own slice, as JSON text; '' where another program copied. */
  readonly slice: string
  readonly files: readonly File[]
  /** The writer wants the words alone. */
  readonly plain: boolean
}

/** The head some Windows programs leave in front of what they copied (Microsoft's CF_HTML clipboard format). */
const WINDOWS_HEAD = /^Version:[\d.]+\s[^<]*(?=<)/i

/** HTML as its program meant it: without the marks Windows puts around it on the clipboard. */
export function unwrappedHtml(html: string): string {
  return html
    .replace(WINDOWS_HEAD, '')
    .replace(/<!--\s*(?:Start|End)Fragment\s*-->/gi, '')
    .replaceAll('\u0000', '')
}

/** Text as an article keeps it: composed (macOS decomposes Hangul), line ends alike, no byte-order mark. */
export function unwrappedText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/^\ufeff/, '')
    .replaceAll('\u0000', '')
    .replace(/\r\n?/g, '\n')
}

export function offerOf(data: DataTransfer, plain = false): Offer {
  const text = unwrappedText(data.getData('text/plain'))
  // A code editor colours its text: the colours are no formatting of an article.
  const coloured = data.types.includes('vscode-editor-data')
  return {
    text,
    html: plain || coloured ? '' : unwrappedHtml(data.getData('text/html')),
    slice: plain ? '' : data.getData(SLICE_TYPE),
    files: Array.from(data.files),
    plain,
  }
}

/** The lines of a text that show something. */
export function linesOf(text: string): string[] {
  return text
    .split(/[\n\v\f\u0085\u2028\u2029]+/u)
    .map((line) => toLine(line))
    .filter((line) => line.trim() !== '')
}

/** Galley's own slice with the id of the draft it was copied from; '' where it names none. */
export interface OwnSlice {
  readonly draft: string
  readonly slice: unknown
}

/**
 * Reads Galley's own slice: `{"draft": "night-ferry", "slice": {"content": […]}}`, or the slice alone, as earlier
 * versions of Galley copied it.
 */
export function readSlice(json: string): OwnSlice {
  try {
    const own: unknown = JSON.parse(json)
    if (typeof own !== 'object' || own === null || !('slice' in own)) return { draft: '', slice: own }
    return { draft: 'draft' in own && typeof own.draft === 'string' ? own.draft : '', slice: own.slice }
  } catch {
    return { draft: '', slice: null }
  }
}
