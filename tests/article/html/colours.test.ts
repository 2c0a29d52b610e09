import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { COLOURS } from '../../../src/article/index.ts'
import { styleFor } from '../../../src/article/html/style.ts'
import { element } from '../../../src/blocks/hast.ts'

/**
 * The speakers' colours must differ for everybody. Colour blindness is simulated as in G. M. Machado, M. M. Oliveira and
 * L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (IEEE TVCG 15, 2009), with
 * their matrices for complete deficiency on linear RGB. Differences are distances in OKLab, as CSS Color 4 measures them
 * (deltaEOK), where 0.02 is just noticeable.
 */
const MIN_DISTANCE = 0.07
/** WCAG 2.2, 1.4.3: text against its background. */
const MIN_CONTRAST = 4.5

type Rgb = readonly [number, number, number]
type Matrix = readonly [Rgb, Rgb, Rgb]

const VISIONS: Readonly<Record<string, Matrix>> = {
  typical: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

const times = (matrix: Matrix, [r, g, b]: Rgb): Rgb => {
  const [x = 0, y = 0, z = 0] = matrix.map(([p, q, s]) => p * r + q * g + s * b)
  return [x, y, z]
}

/** Returns the linear RGB of `#2856c8`, each part from 0 to 1. */
function linear(hex: string): Rgb {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return [r, g, b]
}

/** Converts linear RGB to OKLab (B. Ottosson, 2020). */
function oklab(rgb: Rgb): Rgb {
  const [l, m, s] = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  )
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)],
  )
}

function seenAs(vision: Matrix, hex: string): Rgb {
  const [r, g, b] = times(vision, linear(hex))
  const within = (part: number): number => Math.min(1, Math.max(0, part))
  return oklab([within(r), within(g), within(b)])
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other]
    .map(linear)
    .map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b)
    .sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** Returns the values of custom properties in a style, in order: the light theme's, then the dark one's. */
const valuesOf = (style: string, property: string): string[] =>
  [...style.matchAll(new RegExp(`--${property}: (#[0-9a-f]{6})`, 'g'))].map(([, value]) => value ?? '')

const TOKENS = readFileSync(new URL('../../../src/renderer/src/styles/tokens.css', import.meta.url), 'utf8')
const numbers = Array.from({ length: COLOURS }, (_, index) => String(index + 1))

describe.each([
  ['light', 0],
  ['dark', 1],
])('the %s colours of speakers', (_theme, index) => {
  const onPage = numbers.map((number) => valuesOf(TOKENS, `s${number}`)[index] ?? '')

  it('are the same in the editor and in exported pages', () => {
    expect(
      numbers.map((number) => valuesOf(styleFor(element('article', {})), `voice-${number}`)[index]),
    ).toEqual(onPage)
  })

  it.each(Object.entries(VISIONS))('differ with %s vision', (_name, vision) => {
    const seen = onPage.map((hex) => seenAs(vision, hex))
    const pairs = seen.flatMap((one, at) =>
      seen.slice(at + 1).map((other) => Math.hypot(...one.map((part, axis) => part - (other[axis] ?? 0)))),
    )
    expect(pairs).toHaveLength(28)
    expect(Math.min(...pairs)).toBeGreaterThanOrEqual(MIN_DISTANCE)
  })

  it.each(['paper', 'desk'])('can be read on the %s', (ground) => {
    const background = valuesOf(TOKENS, ground)[index] ?? ''
    for (const colour of onPage) expect(contrast(colour, background)).toBeGreaterThanOrEqual(MIN_CONTRAST)
  })
})
