import type createVips from 'wasm-vips'
import { colourProfile, MAX_SIDE_PIXELS } from '../pictureHeader.ts'
import type { ConvertedKind } from '../foreignKinds.ts'
import type { PictureCopy } from './jobs.ts'
import { OverSize } from './overSize.ts'

/**
 * Makes a JPEG or PNG of a picture that no browser shows: upright, in sRGB, without metadata. HEIC is decoded by libheif, which is
 * loaded at the first such picture; TIFF by libvips. Of several pictures in a file, the first or the primary one is taken.
 */

type Vips = Awaited<ReturnType<typeof createVips>>
type Image = InstanceType<Vips['Image']>

/**
 * Pixels of a picture that is converted. A HEIC of 43 million takes 1.6 GB for a moment, and the decoder fails at 100 million; a
 * telephone's largest has 50 million.
 */
const MAX_PIXELS: Readonly<Record<ConvertedKind, number>> = { heic: 60_000_000, tiff: 110_000_000 }

/** Nobody sees a difference from the original at this quality, and libvips keeps all of the colour's resolution from 90 on. */
const JPEG_QUALITY = 92

/** @throws OverSize */
function ensureFits(kind: ConvertedKind, width: number, height: number): void {
  if (Math.max(width, height) > MAX_SIDE_PIXELS || width * height > MAX_PIXELS[kind])
    throw new OverSize(width, height)
}

/** Keeps images of libvips until they are released: their memory is not collected by the engine. */
type Keep = (image: Image) => Image

/**
 * Converts a picture.
 * @throws OverSize; what the decoder threw
 */
export async function converted(vips: Vips, bytes: Uint8Array, kind: ConvertedKind): Promise<PictureCopy> {
  const made: Image[] = []
  const keep: Keep = (image) => {
    made.push(image)
    return image
  }
  try {
    const decoded = kind === 'heic' ? await heicImage(vips, bytes, keep) : tiffImage(vips, bytes, keep)
    const image = withoutEmptyAlpha(inSrgb(decoded, keep), keep)
    return { width: image.width, height: image.height, bytes: encoded(vips, image) }
  } finally {
    for (const image of made) image.delete()
  }
}

/** Nothing is decoded yet when libvips has read the header. */
function tiffImage(vips: Vips, bytes: Uint8Array, keep: Keep): Image {
  const image = keep(vips.Image.tiffloadBuffer(bytes, { fail_on: 'error' }))
  ensureFits('tiff', image.width, image.height)
  return keep(image.autorot())
}

async function heicImage(vips: Vips, bytes: Uint8Array, keep: Keep): Promise<Image> {
  const { width, height, data } = await decodedHeic(bytes)
  const pixels = keep(
    vips.Image.newFromMemory(new Uint8Array(data.buffer), width, height, 4, vips.BandFormat.uchar),
  )
  const image = keep(pixels.copy({ interpretation: 'srgb' }))
  const profile = colourProfile(bytes)
  if (profile !== null) image.setBlob('icc-profile-data', profile)
  return image
}

const silent = (): void => undefined

async function decodedHeic(
  bytes: Uint8Array,
): Promise<{ width: number; height: number; data: Uint8ClampedArray }> {
  const { default: createLibHeif } = await import('libheif-js/libheif-wasm/libheif-bundle.mjs')
  // A new instance for each picture: an instance never gives memory back.
  const library = createLibHeif({ print: silent, printErr: silent })
  await library.ready
  const images = new library.HeifDecoder().decode(bytes)
  const image = images.find((each) => each.is_primary()) ?? images[0]
  if (image === undefined) throw new Error('the file has no picture that can be read')
  const width = image.get_width()
  const height = image.get_height()
  ensureFits('heic', width, height)
  const target = { data: new Uint8ClampedArray(width * height * 4), width, height }
  const { promise, resolve } = Promise.withResolvers<{ data: Uint8ClampedArray } | null>()
  image.display(target, resolve)
  if ((await promise) === null) throw new Error('the picture cannot be decoded')
  return target
}

/** Converts the colours by the picture's own profile; a broken one is ignored. */
function inSrgb(image: Image, keep: Keep): Image {
  if (image.getTypeof('icc-profile-data') !== 0)
    try {
      // In memory at once: a profile that does not fit fails only when pixels are asked for.
      return keep(keep(image.iccTransform('srgb', { embedded: true })).copyMemory())
    } catch {
      image.remove('icc-profile-data')
    }
  return keep(keep(image.colourspace('srgb')).copyMemory())
}

/** HEIC is decoded with an alpha channel that most have no use for. */
function withoutEmptyAlpha(image: Image, keep: Keep): Image {
  if (!image.hasAlpha()) return image
  const alpha = keep(image.extractBand(image.bands - 1))
  return alpha.min() < 255 ? image : keep(image.extractBand(0, { n: image.bands - 1 }))
}

function encoded(vips: Vips, image: Image): Uint8Array {
  const isPhoto = !image.hasAlpha() && !isBilevel(image)
  return isPhoto
    ? image.jpegsaveBuffer({ Q: JPEG_QUALITY, keep: vips.ForeignKeep.none, optimize_coding: true })
    : image.pngsaveBuffer({ keep: vips.ForeignKeep.none })
}

/** A scanned page in black and white: as a JPEG its letters would get shadows. */
function isBilevel(image: Image): boolean {
  return image.getTypeof('bits-per-sample') !== 0 && image.getInt('bits-per-sample') === 1
}
