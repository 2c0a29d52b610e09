import createVips from 'wasm-vips'

/** Photos of any size, drawn and encoded by the library that exports decode them with. */

const vips = await createVips({ dynamicLibraries: [], print: () => undefined, printErr: () => undefined })

/** How a photo is made. */
interface PhotoOptions {
  readonly kind?: 'jpg' | 'png' | 'webp' | 'tif'
  /** Grain in grey levels: without any, a photo is a smooth colour that takes few bytes. */
  readonly grain?: number
  readonly quality?: number
  /** As a camera notes it: 6 is a photo taken upright. */
  readonly orientation?: number
  /** A colour profile of libvips: `p3`. */
  readonly profile?: string
  /** With an alpha channel of 100. */
  readonly isTransparent?: boolean
  /** Of a TIFF. */
  readonly compression?: 'deflate'
}

/** Returns a photo: left half red, right half blue, with grain. */
export function photo(
  width: number,
  height: number,
  {
    kind = 'jpg',
    grain = 8,
    quality = 95,
    orientation,
    profile,
    isTransparent,
    compression,
  }: PhotoOptions = {},
): Buffer {
  const noise = vips.Image.gaussnoise(width, height, { mean: 128, sigma: grain })
  const right = vips.Image.xyz(width, height)
    .extractBand(0)
    .more(width / 2)
  const image = right
    .ifthenelse([40, 60, 200], [200, 60, 40])
    .add(noise.linear([1], [-128]))
    .cast('uchar')
    .copy({ interpretation: 'srgb' })
  if (orientation !== undefined) image.setInt('orientation', orientation)
  const shown = profile === undefined ? image : image.iccTransform(profile, { input_profile: 'srgb' })
  const options =
    kind === 'png' ? {} : kind === 'tif' ? { compression: compression ?? 'none' } : { Q: quality }
  const whole = isTransparent === true ? shown.bandjoin(100) : shown
  return Buffer.from(whole.writeToBuffer(`.${kind}`, options))
}

/** What a decoder makes of a picture. */
export function decode(bytes: Uint8Array): {
  width: number
  height: number
  /** Red, green and blue near the upper left corner and near the upper right one. */
  left: number[]
  right: number[]
  fields: string[]
} {
  const image = vips.Image.newFromBuffer(bytes)
  const { width, height } = image
  return {
    width,
    height,
    left: image.getpoint(2, 2).slice(0, 3),
    right: image.getpoint(width - 3, 2).slice(0, 3),
    fields: Array.from(image.getFields()),
  }
}
