import { isPictureFile } from '../../dom/pictureFiles.ts'
import type { ClipboardContent } from './clipboard.ts'
import type { Pasted } from './pasted.ts'
import { parsePastedHtml, readParsedHtml, showsOnlyPictures } from './readHtml.ts'
import { draftPicturesOf, readSlice } from './readSlice.ts'
import { readPastedText } from './readText.ts'

export interface ReadOptions {
  /** True if nothing is written in the draft yet: several blocks then become the whole article. */
  readonly asArticle: boolean
  /** True to read what stands beside Galley's own slice, where the slice itself cannot be placed. */
  readonly withoutSlice?: boolean
}

/**
 * Reads what a clipboard or a drag offers. Pure: it needs no editor, no store and no DOM, and changes nothing.
 *
 * The first of these that is there decides: "paste as plain text", Galley's own slice, files (unless words stand beside a
 * picture: Word adds a picture of its text), HTML, plain text. HTML is parsed once.
 *
 * Examples: `{text: 'https://youtu.be/abc'}` → `address`; `{html: '<p>so <b>bold</b></p>'}` → `inline`;
 * `{text: 'Mina: “Yes.”\nJun: “No.”'}` → `blocks` with one dialogue, whose `alternative` is the text.
 */
export function readClipboard(
  content: ClipboardContent,
  { asArticle, withoutSlice = false }: ReadOptions = { asArticle: false },
): Pasted {
  const { text, html, slice, files, isPlain } = content
  if (isPlain) return text === '' ? { kind: 'nothing' } : { kind: 'text', text }
  const own = slice === '' || withoutSlice ? null : readSlice(slice, asArticle)
  if (own !== null) return own
  const pictures = files.filter(isPictureFile)
  const others = files.filter((file) => !pictures.includes(file))
  if (others.length > 0) return { kind: 'pictures', pictures, others }
  const parsed = parsePastedHtml(html)
  if (pictures.length > 0 && showsOnlyPictures(parsed)) return { kind: 'pictures', pictures, others }
  if (parsed === null) return readPastedText(text, asArticle)
  return readParsedHtml(parsed, { text, asArticle, draftPictures: draftPicturesOf(slice) })
}
