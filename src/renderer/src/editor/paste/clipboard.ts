import { toLine } from '../../../../text/unicode.ts'
import { SLICE_TYPE } from '../copy/passage.ts'

/** Everything a clipboard or a drag offers, read at once: a `DataTransfer` is empty after its event. */
export interface ClipboardContent {
  /** `text/plain`, cleaned by {@link cleanText}; '' if there is none. */
  readonly text: string
  /** `text/html`, cleaned by {@link cleanHtml}; '' if there is none or it must not be read. */
  readonly html: string
  /** Galley's own slice, as JSON text; '' if another program copied. */
  readonly slice: string
  readonly files: readonly File[]
  /** True for "paste as plain text": only `text` counts. */
  readonly isPlain: boolean
}

/** The head some Windows programs leave in front of what they copied (Microsoft's CF_HTML clipboard format). */
const WINDOWS_HEAD = /^Version:[\d.]+\s[^<]*(?=<)/i

/** Returns HTML without what the Windows clipboard puts around it. */
export function cleanHtml(html: string): string {
  return html
    .replace(WINDOWS_HEAD, '')
    .replace(/<!--\s*(?:Start|End)Fragment\s*-->/gi, '')
    .replaceAll('\u0000', '')
}

/**
 * Returns text as an article stores it: composed (NFC; macOS decomposes Hangul), with `\n` as the only line end, without a
 * byte-order mark.
 */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/^\ufeff/, '')
    .replaceAll('\u0000', '')
    .replace(/\r\n?/g, '\n')
}

/**
 * Reads a clipboard or a drag. Must be called inside its event.
 * @param isPlain true if the writer asked for plain text
 */
export function clipboardContent(data: DataTransfer, isPlain = false): ClipboardContent {
  // A code editor copies the colours of its syntax: these are no formatting of an article.
  const isCode = data.types.includes('vscode-editor-data')
  return {
    text: cleanText(data.getData('text/plain')),
    html: isPlain || isCode ? '' : cleanHtml(data.getData('text/html')),
    slice: isPlain ? '' : data.getData(SLICE_TYPE),
    files: Array.from(data.files),
    isPlain,
  }
}

/** Returns the lines of a text that are not blank, without control characters. */
export function visibleLines(text: string): string[] {
  return text
    .split(/[\n\v\f\u0085\u2028\u2029]+/u)
    .map((line) => toLine(line))
    .filter((line) => line.trim() !== '')
}
