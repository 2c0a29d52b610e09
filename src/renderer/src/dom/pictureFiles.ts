/** Endings of pictures whose media type systems do not know. */
const PICTURE_ENDING = /\.(?:heic|heif|tiff?|bmp|svg|jpe?g|png|gif|webp|avif)$/i

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
