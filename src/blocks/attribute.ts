import type { AttributeSpec } from 'prosemirror-model'
import { isLine } from '../text/unicode.ts'
import { isImageSource, safeUrl, webUrl } from '../text/url.ts'

/**
 * Attribute specs that say what they accept. ProseMirror runs `validate` in `node.check()` and when it reads JSON
 * or a pasted slice; the message it throws names the value, what was expected, and the attribute.
 */

function reject(value: unknown, what: string): never {
  throw new RangeError(`${JSON.stringify(value)} is not ${what}`)
}

/** One line of text: no controls, no line ends. Empty unless told. */
export function line(fallback = ''): AttributeSpec {
  return {
    default: fallback,
    validate: (value) => {
      if (typeof value !== 'string' || !isLine(value)) reject(value, 'one line of text')
    },
  }
}

/** One line of text, or null where nobody or nothing is meant. */
export function optionalLine(): AttributeSpec {
  return {
    default: null,
    validate: (value) => {
      if (value !== null && (typeof value !== 'string' || value === '' || !isLine(value)))
        reject(value, 'one line of text or null')
    },
  }
}

export function flagAttribute(): AttributeSpec {
  return { default: false, validate: 'boolean' }
}

/** A whole number within bounds (both included); null allowed when it is the default. */
export function wholeNumber(fallback: number | null, min: number, max: number): AttributeSpec {
  return {
    default: fallback,
    validate: (value) => {
      if (value === null && fallback === null) return
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max)
        reject(value, `a whole number from ${String(min)} to ${String(max)}`)
    },
  }
}

/** A link's target: http, https or mailto, judged by meaning. Has no default: a link without one is none. */
export function linkTarget(): AttributeSpec {
  return {
    validate: (value) => {
      if (typeof value !== 'string' || safeUrl(value) === null)
        reject(value, 'an http, https or mailto address')
    },
  }
}

/** The address of a page on the web. Has no default. */
export function webAddress(): AttributeSpec {
  return {
    validate: (value) => {
      if (typeof value !== 'string' || webUrl(value) === null) reject(value, 'an http or https address')
    },
  }
}

/** Where a figure's picture is; null while it waits for one. */
export function imageSource(): AttributeSpec {
  return {
    default: null,
    validate: (value) => {
      if (value !== null && (typeof value !== 'string' || !isImageSource(value)))
        reject(value, 'a picture in images/, an http(s) address or image data')
    },
  }
}
