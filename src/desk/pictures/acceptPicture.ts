import { t } from '../messages.ts'
import { type CleanPicture, cleanPicture, MAX_PICTURE_BYTES, PictureError } from './cleanPicture.ts'
import { type ConvertedKind, type ForeignKind, foreignKind } from './foreignKinds.ts'
import { MAX_SIDE_PIXELS, pictureKind } from './pictureHeader.ts'
import { OverSize } from './thread/overSize.ts'
import { PictureThread } from './thread/pictureThread.ts'

/** How a picture is added: by the writer to a draft, or by an import. */
export type PictureWay = 'draft' | 'import'

/** Not the thread of exports: a photo that is dropped must not wait for a long export. */
const thread = new PictureThread()

/** A picture as a draft stores it: as it was added, or converted from another format. */
export interface AcceptedPicture extends CleanPicture {
  /** The bytes before cleaning and conversion: the camera's notes are read from them. */
  readonly original: Uint8Array
}

/**
 * Checks a picture and returns it as a draft keeps it: without the notes of its camera, and HEIC and TIFF as JPEG or PNG. The
 * bytes say what it is, whatever its name.
 * @param name what the writer knows it by
 * @throws PictureError, which says what to do.
 */
export async function acceptPicture(
  name: string,
  bytes: Uint8Array,
  way: PictureWay = 'draft',
): Promise<AcceptedPicture> {
  const kind =
    pictureKind(bytes) === null && bytes.length <= MAX_PICTURE_BYTES ? foreignKind(name, bytes) : null
  if (kind === null) return { ...cleanPicture(name, bytes), original: bytes }
  if (kind !== 'heic' && kind !== 'tiff') throw refusal(name, kind, way)
  return { ...cleanPicture(name, await convertedBytes(name, bytes, kind)), original: bytes }
}

async function convertedBytes(name: string, bytes: Uint8Array, kind: ConvertedKind): Promise<Uint8Array> {
  try {
    const copy = await thread.convert(bytes, kind)
    return copy.bytes
  } catch (error) {
    if (error instanceof OverSize) throw tooManyPixels(name, error)
    throw refusal(name, kind, 'draft')
  }
}

function tooManyPixels(name: string, { width, height }: OverSize): PictureError {
  const isLong = Math.max(width, height) > MAX_SIDE_PIXELS
  const size = { width: String(width), height: String(height), limit: String(MAX_SIDE_PIXELS) }
  const why = isLong
    ? t('pictures.refused.tooManyPixels', size)
    : t('pictures.refused.tooManyToConvert', size)
  return new PictureError(name, why, t('pictures.mend.makeSmaller'))
}

function refusal(name: string, kind: ForeignKind, way: PictureWay): PictureError {
  const isDrawn = kind === 'bmp' || kind === 'svg'
  if (isDrawn && way === 'import')
    return new PictureError(name, t('pictures.refused.notInImports'), t('pictures.mend.dropIntoDraft'))
  return new PictureError(name, t(`pictures.refused.${kind}`), t(`pictures.mend.${kind}`))
}
