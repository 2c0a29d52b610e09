import { parentPort } from 'node:worker_threads'
import createVips from 'wasm-vips'
import type { PicturePlan } from '../outgoing/plan.ts'
import { converted } from './convert.ts'
import type { PictureCopy, PictureReply, PictureRequest } from './jobs.ts'
import { OverSize } from './overSize.ts'

/**
 * The thread that renders pictures for exports, and converts those that come in: decoding blocks, and a hostile file may crash the
 * decoder. libvips applies the orientation, converts the colours to sRGB and leaves out all metadata. One picture at a time:
 *
 *     desk    { number: 7, bytes, plan: { kind: 'jpeg', width: 2000, height: 1333, smaller: [1400, 800], … } }
 *     thread  { number: 7, copies: [{ width: 2000, height: 1333, bytes }, { width: 1400, … }, { width: 800, … }] }
 *     desk    { number: 8, bytes, from: 'heic' }
 *     thread  { number: 8, copies: [{ width: 4032, height: 3024, bytes }] }
 */

const silent = (): void => undefined
const loading = createVips({ dynamicLibraries: [], print: silent, printErr: silent })
type Vips = Awaited<typeof loading>
type Image = InstanceType<Vips['Image']>

/** Options of every loader: a file that breaks off is refused, not filled with grey. */
const STRICT = 'fail_on=error'
/** The profile that libvips has of its own under this name. */
const SRGB = { output_profile: 'srgb' } as const

/** Decodes a picture upright, in sRGB, cut and in the size of its plan. Each image it makes on the way goes into `made`. */
function decoded(vips: Vips, bytes: Uint8Array, plan: PicturePlan, made: Image[]): Image {
  const { cut, width, height } = plan
  const keep = (image: Image): Image => {
    made.push(image)
    return image
  }
  const size = { height, size: vips.Size.force, ...SRGB }
  // A JPEG is decoded in a fraction of its size where that is enough, so this is the fastest way.
  if (cut === null)
    return keep(vips.Image.thumbnailBuffer(bytes, width, { ...size, option_string: `[${STRICT}]` }))
  const whole = keep(keep(vips.Image.newFromBuffer(bytes, STRICT)).autorot())
  const { x, y, width: cutWidth, height: cutHeight } = cut.rectangle
  const part = keep(whole.crop(x, y, cutWidth, cutHeight))
  const turned = cut.rotation === 0 ? part : keep(part.rot(`d${String(cut.rotation)}`))
  return keep(turned.thumbnailImage(width, size))
}

function encoded(image: Image, { kind, quality, isLossless }: PicturePlan): Uint8Array {
  if (kind === 'jpeg')
    return image.jpegsaveBuffer({ Q: quality, keep: 'none', optimize_coding: true, interlace: true })
  if (kind === 'webp') return image.webpsaveBuffer({ Q: quality, keep: 'none', lossless: isLossless })
  return image.pngsaveBuffer({ keep: 'none', compression: 9 })
}

function render(vips: Vips, bytes: Uint8Array, plan: PicturePlan): PictureCopy[] {
  const made: Image[] = []
  try {
    // In memory, because each copy reads it from its start.
    const largest = decoded(vips, bytes, plan, made).copyMemory()
    const copies = [largest, ...plan.smaller.map((width) => largest.thumbnailImage(width))]
    made.push(...copies)
    return copies.map((image) => ({ width: image.width, height: image.height, bytes: encoded(image, plan) }))
  } finally {
    // Memory of libvips is not collected by the engine.
    for (const image of made) image.delete()
  }
}

/** Returns the words of whatever libvips threw: an error, or an exception of its own with type and message. */
function failure(error: unknown): string {
  const message: unknown = error instanceof Object && 'message' in error ? error.message : error
  return String(message).slice(0, 500)
}

async function reply(request: PictureRequest): Promise<PictureReply> {
  const { number, bytes } = request
  const vips = await loading
  try {
    const copies =
      'plan' in request ? render(vips, bytes, request.plan) : [await converted(vips, bytes, request.from)]
    return { number, copies }
  } catch (error) {
    if (!(error instanceof OverSize)) return { number, failed: failure(error) }
    return { number, overSize: { width: error.width, height: error.height } }
  }
}

parentPort?.on('message', (request: PictureRequest) => {
  void reply(request).then((answer) => {
    parentPort?.postMessage(answer)
  })
})
