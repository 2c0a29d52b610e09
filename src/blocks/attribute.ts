import type { AttributeSpec } from 'prosemirror-model'
import { isLine } from '../text/unicode.ts'
import { isImageSource, isLinkAddress, webUrl } from '../text/url.ts'

/**
 * Attribute specs for the schemas of blocks, each with a validator. ProseMirror runs `validate` in `node.check()` and when it
 * reads JSON or a pasted slice. The RangeError names the value and what was expected; ProseMirror adds the attribute's name.
 * So no document with a control character, an unsafe address or a broken size gets past the schema, wherever it comes from.
 */

/** @throws RangeError always */

function reject(value: unknown, what: string): never {
  throw new RangeError(`${JSON.stringify(value)} is not ${what}`)
}

/**
 * Returns an attribute of one line of text: no control characters, no line ends.
 * @param fallback the default; '' unless given
 */
export function line(fallback = ''): AttributeSpec {
  return {
    default: fallback,
    validate: (value) => {
      if (typeof value !== 'string' || !isLine(value)) reject(value, 'one line of text')
    },
  }
}

/** Returns an attribute of one line of text, or null where there is none, as a turn without an addressee. Never ''. */
export function optionalLine(): AttributeSpec {
  return {
    default: null,
    validate: (value) => {
      if (value !== null && (typeof value !== 'string' || value === '' || !isLine(value)))
        reject(value, 'one line of text or null')
    },
  }
}

/** Returns a boolean attribute that is false by default. */
export function flagAttribute(): AttributeSpec {
  return { default: false, validate: 'boolean' }
}

/** Returns a boolean attribute, or null where there is none, as an item that is no task. */
export function optionalFlag(): AttributeSpec {
  return {
    default: null,
    validate: (value) => {
      if (value !== null && typeof value !== 'boolean') reject(value, 'true, false or null')
    },
  }
}

/**
 * Returns an attribute that is a whole number from `min` to `max`, both included.
 * @param fallback the default; if it is null, null is a valid value too
 */
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

/** Returns the required target of a link: a safe http, https, mailto or tel address, or one within the article's site. */
export function linkTarget(): AttributeSpec {
  return {
    validate: (value) => {
      if (typeof value !== 'string' || !isLinkAddress(value))
        reject(value, 'an http, https, mailto, tel or relative address')
    },
  }
}

/** Returns the required http or https address of a page. */
export function webAddress(): AttributeSpec {
  return {
    validate: (value) => {
      if (typeof value !== 'string' || webUrl(value) === null) reject(value, 'an http or https address')
    },
  }
}

/** Returns the address of a figure's picture: a file in `images/`, http(s) or image data. Null while it waits for one. */
export function imageSource(): AttributeSpec {
  return {
    default: null,
    validate: (value) => {
      if (value !== null && (typeof value !== 'string' || !isImageSource(value)))
        reject(value, 'a picture in images/, an http(s) address or image data')
    },
  }
}

/**
 * Returns an attribute with one of a few values.
 * @param values the valid ones; the first is the default
 */
export function oneOf(values: readonly [string | number, ...(string | number)[]]): AttributeSpec {
  return {
    default: values[0],
    validate: (value) => {
      if (!values.some((valid) => valid === value)) reject(value, `one of ${values.join(', ')}`)
    },
  }
}

/**
 * Returns an attribute whose text is read to something else, or null where there is none, as the crop of a picture.
 * @param read returns null for a text that is not valid
 * @param what names it in the error: "four fractions"
 */
export function optionalText(read: (text: string) => unknown, what: string): AttributeSpec {
  return {
    default: null,
    validate: (value) => {
      if (value !== null && (typeof value !== 'string' || read(value) === null))
        reject(value, `${what} or null`)
    },
  }
}
