import { elementCount } from './drawingCost.ts'

/**
 * Draws pictures that browsers show and the desk cannot decode, and returns them as PNG. A drawing is shown as an image, in which a
 * browser runs no script and loads nothing from elsewhere; what remains of it are pixels.
 */

/** Longest side of a drawing in pixels: sharp across a page, whatever size its file says. */
const MIN_DRAWING_PIXELS = 2000
const MAX_DRAWING_PIXELS = 4000

/** Elements that a browser draws for a file ({@link elementCount}). */
const MAX_ELEMENTS = 100_000

/** Canvases of browsers end about there. */
const MAX_BITMAP_PIXELS = 100_000_000

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg'

interface Size {
  readonly width: number
  readonly height: number
}

/** Returns a picture as PNG; null if it cannot be drawn. */
export async function drawnPng(kind: 'bmp' | 'svg', bytes: Uint8Array): Promise<Uint8Array | null> {
  try {
    return await (kind === 'bmp' ? pngOfBitmap(bytes) : pngOfDrawing(textOfDrawing(bytes)))
  } catch {
    // Browsers tell in different ways that they cannot decode or draw.
    return null
  }
}

async function pngOfBitmap(bytes: Uint8Array): Promise<Uint8Array | null> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // Of the oldest headers sizes are 16 bits; they are too small to matter. The height is negative if rows go down.
  if (
    Math.abs(view.getInt32(18, true) * view.getInt32(22, true)) > MAX_BITMAP_PIXELS &&
    view.getUint32(14, true) > 12
  )
    return null
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: 'image/bmp' }))
  try {
    return await png(bitmap, bitmap)
  } finally {
    bitmap.close()
  }
}

/** Returns a drawing's text in the encoding that its XML declaration names, such as EUC-KR; UTF-8 if it names none that is known. */
export function textOfDrawing(bytes: Uint8Array): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const [, label = 'utf-8'] = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start) ?? []
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

async function pngOfDrawing(text: string): Promise<Uint8Array | null> {
  const drawing = new DOMParser().parseFromString(text, 'image/svg+xml')
  const root = drawing.documentElement
  if (root.namespaceURI !== SVG_NAMESPACE || root.localName !== 'svg') return null
  if (elementCount(drawing) > MAX_ELEMENTS) return null
  const own = drawingSize(root)
  const longest = Math.max(own.width, own.height)
  const scale = Math.min(MAX_DRAWING_PIXELS, Math.max(MIN_DRAWING_PIXELS, longest)) / longest
  const size = {
    width: Math.max(1, Math.round(own.width * scale)),
    height: Math.max(1, Math.round(own.height * scale)),
  }
  if (!root.hasAttribute('viewBox'))
    root.setAttribute('viewBox', `0 0 ${String(own.width)} ${String(own.height)}`)
  root.setAttribute('width', String(size.width))
  root.setAttribute('height', String(size.height))
  const image = new Image()
  // The root alone: the declaration may name the encoding of the file, which this text does not have any more.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(root))}`
  await image.decode()
  return png(image, size)
}

/** Pixels of the units of CSS in which sizes are written. */
const PIXELS_PER_UNIT: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
}

function pixels(length: string | null): number | null {
  const [, number = '', unit = ''] = /^\s*([\d.]+(?:e[+-]?\d+)?)([a-z]*)\s*$/i.exec(length ?? '') ?? []
  const size = Number(number) * (PIXELS_PER_UNIT[unit.toLowerCase()] ?? Number.NaN)
  return number !== '' && Number.isFinite(size) && size > 0 ? size : null
}

/** Returns the size that a drawing says, of its attributes or its view box; that of an image without one (CSS 2.2, 10.3.2) otherwise. */
function drawingSize(root: Element): Size {
  const [, , boxWidth = 0, boxHeight = 0] = (root.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
  const width = pixels(root.getAttribute('width'))
  const height = pixels(root.getAttribute('height'))
  if (width !== null && height !== null) return { width, height }
  if (!(boxWidth > 0 && boxHeight > 0)) return { width: width ?? 300, height: height ?? 150 }
  if (width !== null) return { width, height: (width * boxHeight) / boxWidth }
  if (height !== null) return { width: (height * boxWidth) / boxHeight, height }
  return { width: boxWidth, height: boxHeight }
}

async function png(source: CanvasImageSource, { width, height }: Size): Promise<Uint8Array | null> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (context === null) return null
  context.drawImage(source, 0, 0, width, height)
  const { promise, resolve } = Promise.withResolvers<Blob | null>()
  canvas.toBlob(resolve, 'image/png')
  const blob = await promise
  return blob === null ? null : new Uint8Array(await blob.arrayBuffer())
}
