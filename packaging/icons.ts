/**
 * Makes the icons of all three systems from `resources/icon.svg`:
 *
 *   icons/linux/16x16.png … 1024x1024.png   the icon as it is; Galley's windows on Linux and Windows use 512x512.png
 *   icons/icon.ico                          the same, 16 to 256 pixels, for Windows
 *   icons/icon.icns                         on a rounded plate with margins, as macOS icons are
 *   icons/document.ico, document.icns       a sheet with a folded corner, for `.galley` files
 *
 *   icons/source.json                       a hash of the drawing, by which a test finds icons that are out of date
 *
 * Each size is drawn from the vector. The results are committed, because `npm start` shows them.
 */
import { Resvg } from '@resvg/resvg-js'
import { IconIcns, IconIco } from '@shockpkg/icon-encoder'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const RESOURCES = join(import.meta.dirname, '..', 'resources')
const TARGET = join(RESOURCES, 'icons')

/** Edges of the PNG files, in pixels. */
const PNG_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

/** Edges of the pictures in an ICO, in pixels. */
const ICO_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256]

/** The pictures in an ICNS: Apple's type codes with their edges in pixels. */
const ICNS_TYPES = [
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic04', 16],
  ['ic14', 512],
  ['ic09', 512],
  ['ic05', 32],
  ['ic10', 1024],
  ['ic11', 32],
] as const

const SOURCE = readFileSync(join(RESOURCES, 'icon.svg'), 'utf8')

/** The icon's drawing, in a square of 64 units. */
const DRAWING = SOURCE.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '')

/** Returns an SVG of 1024 units. */
function square(content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 1024">${content}</svg>`
}

/** Returns the drawing in a square of the given place and edge, in units of the whole. */
function drawing(x: number, y: number, edge: number): string {
  const [left = '', top = '', size = ''] = [x, y, edge].map(String)
  return `<svg x="${left}" y="${top}" width="${size}" height="${size}" viewBox="0 0 64 64">${DRAWING}</svg>`
}

/** The icon of Linux and Windows. */
const PLAIN = square(drawing(0, 0, 1024))

/** Apple's grid: a plate of 824 units in the square of 1024, with corners of 185 and a soft shadow. */
const PLATE = square(
  `<defs>
    <linearGradient id="plate" x2="0" y2="1"><stop stop-color="#3f68cf"/><stop offset="1" stop-color="#23459f"/></linearGradient>
    <filter id="shadow" x="-10%" y="-10%" width="120%" height="125%"><feDropShadow dy="12" stdDeviation="12" flood-opacity="0.3"/></filter>
  </defs>
  <rect x="100" y="100" width="824" height="824" rx="185" fill="url(#plate)" filter="url(#shadow)"/>
  ${drawing(217, 217, 590)}`,
)

/** A sheet with a folded corner, and the icon on it. */
const DOCUMENT = square(
  `<path d="M200 40h430l194 194v700a50 50 0 0 1-50 50H200a50 50 0 0 1-50-50V90a50 50 0 0 1 50-50z" fill="#fdfcf9" stroke="#8d877c" stroke-width="20"/>
  <path d="M630 40l194 194H680a50 50 0 0 1-50-50z" fill="#dcd7cc" stroke="#8d877c" stroke-width="20" stroke-linejoin="round"/>
  ${drawing(277, 380, 430)}`,
)

/** Returns a PNG with that edge, in pixels. */
function png(svg: string, edge: number): Uint8Array {
  return new Resvg(svg, { fitTo: { mode: 'width', value: edge } }).render().asPng()
}

async function ico(svg: string): Promise<Uint8Array> {
  const icon = new IconIco()
  for (const size of ICO_SIZES) await icon.addFromPng(png(svg, size))
  return icon.encode()
}

async function icns(svg: string): Promise<Uint8Array> {
  const icon = new IconIcns()
  icon.toc = true
  for (const [type, size] of ICNS_TYPES) await icon.addFromPng(png(svg, size), [type])
  return icon.encode()
}

rmSync(TARGET, { recursive: true, force: true })
mkdirSync(join(TARGET, 'linux'), { recursive: true })
for (const size of PNG_SIZES)
  writeFileSync(join(TARGET, 'linux', `${String(size)}x${String(size)}.png`), png(PLAIN, size))
writeFileSync(join(TARGET, 'icon.ico'), await ico(PLAIN))
writeFileSync(join(TARGET, 'icon.icns'), await icns(PLATE))
writeFileSync(join(TARGET, 'document.ico'), await ico(DOCUMENT))
writeFileSync(join(TARGET, 'document.icns'), await icns(DOCUMENT))
writeFileSync(
  join(TARGET, 'source.json'),
  `${JSON.stringify({ sha256: createHash('sha256').update(SOURCE).digest('hex') })}\n`,
)
