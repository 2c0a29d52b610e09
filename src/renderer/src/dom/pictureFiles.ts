/** Endings of pictures whose media type systems do not know. Raw files and Photoshop's are refused by the desk with what to do. */
const PICTURE_ENDING =
  /\.(?:heic|heif|tiff?|bmp|svg|jpe?g|png|gif|webp|avif|jxl|psd|arw|cr[23]|dng|nef|orf|pef|raf|rw2|srw)$/i

/** The pictures that a writer can choose, for a file picker: media types, and endings where systems do not know the type. */
export const PICTURE_TYPES =
  'image/png,image/jpeg,image/gif,image/webp,image/avif,image/heic,image/heif,image/tiff,image/bmp,image/svg+xml,.heic,.heif,.tif,.tiff,.bmp,.svg'

/** Returns true for a file that may be a picture, by its media type or its ending. The desk looks at its bytes. */
export function isPictureFile({ type, name }: Pick<File, 'type' | 'name'>): boolean {
  return type.startsWith('image/') || PICTURE_ENDING.test(name)
}

/** Returns true for files that are all pictures. */
export function arePictures(files: readonly File[]): boolean {
  return files.length > 0 && files.every(isPictureFile)
}

/** Returns true for a drag from outside with pictures. Before the drop, a browser tells only the media types of files. */
export function mayBePictures({ items }: DataTransfer): boolean {
  const files = Array.from(items).filter(({ kind }) => kind === 'file')
  return files.length > 0 && files.every(({ type }) => type === '' || type.startsWith('image/'))
}

/** As far as a drawing's root element is looked for, in bytes. */
const MAX_PROLOG_BYTES = 4096

/** Returns the format of a picture that the page draws, because browsers can and the desk cannot; null for any other file. */
function drawnKind(bytes: Uint8Array): 'bmp' | 'svg' | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, MAX_PROLOG_BYTES))
  if (start.startsWith('BM')) return 'bmp'
  return /^(?:\xef\xbb\xbf)?\s*</.test(start) && /<(?:\w+:)?svg[\s>/]/.test(start) ? 'svg' : null
}

/**
 * Returns a picture file as the desk takes it: drawings (SVG) and Windows bitmaps as PNG, any other file as it is. What cannot be
 * drawn stays as it is as well: the desk's refusal says what to do.
 */
export async function pictureBytes(file: File): Promise<Uint8Array> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const kind = drawnKind(bytes)
  if (kind === null) return bytes
  const { drawnPng } = await import('./drawnPng.ts')
  return (await drawnPng(kind, bytes)) ?? bytes
}
