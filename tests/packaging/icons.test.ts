import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const RESOURCES = join(import.meta.dirname, '..', '..', 'resources')
const ICONS = join(RESOURCES, 'icons')

/** Returns the width and height in a PNG's header. */
function pngSize(bytes: Buffer): [number, number] {
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG')
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

/** Returns the edges of the pictures in an ICO: a table of 16 bytes for each, in which 0 stands for 256. */
function icoSizes(bytes: Buffer): number[] {
  expect(bytes.readUInt16LE(2)).toBe(1)
  return Array.from({ length: bytes.readUInt16LE(4) }, (_, at) => bytes.readUInt8(6 + 16 * at) || 256)
}

/** Returns the type codes in an ICNS: a list of blocks, each with its type and its length in eight bytes. */
function icnsTypes(bytes: Buffer): string[] {
  expect(bytes.toString('latin1', 0, 4)).toBe('icns')
  const types: string[] = []
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at + 4))
    types.push(bytes.toString('latin1', at, at + 4))
  return types
}

describe('the icons', () => {
  test('are made of the present drawing (`npm run icons` makes them anew)', () => {
    const { sha256 } = JSON.parse(readFileSync(join(ICONS, 'source.json'), 'utf8')) as { sha256: string }
    const drawing = readFileSync(join(RESOURCES, 'icon.svg'), 'utf8')
    expect(sha256).toBe(createHash('sha256').update(drawing).digest('hex'))
  })

  test('are PNGs from 16 to 1024 pixels for Linux, each of the size in its name', () => {
    const names = readdirSync(join(ICONS, 'linux'))
    for (const name of names) {
      const size = Number.parseInt(name, 10)
      expect(pngSize(readFileSync(join(ICONS, 'linux', name))), name).toEqual([size, size])
    }
    expect(names).toEqual(expect.arrayContaining(['16x16.png', '48x48.png', '512x512.png', '1024x1024.png']))
  })

  test.each(['icon.ico', 'document.ico'])('are sixteen to 256 pixels in %s, for Windows', (name) => {
    const sizes = icoSizes(readFileSync(join(ICONS, name)))
    expect(sizes).toEqual(expect.arrayContaining([16, 20, 24, 32, 40, 48, 64, 256]))
  })

  test.each(['icon.icns', 'document.icns'])('are all that macOS asks for in %s', (name) => {
    const types = icnsTypes(readFileSync(join(ICONS, name)))
    expect(types).toEqual(expect.arrayContaining(['ic04', 'ic05', 'ic07', 'ic08', 'ic09', 'ic10', 'ic11']))
  })
})
