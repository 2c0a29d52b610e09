import { describe, expect, it } from 'vitest'
import { dataUrl, imageDataLength, isDataUrl, isImageDataUrl, parseDataUrl } from '../../src/text/dataUrl.ts'

describe('a data URL', () => {
  it('is parsed and written back', () => {
    const url = 'data:image/png;base64,iVBORw0K'
    expect(parseDataUrl(url)).toEqual({ mediaType: 'image/png', base64: 'iVBORw0K' })
    expect(dataUrl({ mediaType: 'image/png', base64: 'iVBORw0K' })).toBe(url)
  })

  it('may have parameters, capitals or no type', () => {
    expect(parseDataUrl('DATA:Image/PNG;name=a;base64,AAAA')).toEqual({
      mediaType: 'image/png',
      base64: 'AAAA',
    })
    expect(parseDataUrl('data:;base64,')).toEqual({ mediaType: '', base64: '' })
  })

  it.each(['data:image/svg+xml,<svg/>', 'https://a.example/b;base64,AAAA', 'data:image/png', ''])(
    'with base64 is not %j',
    (url) => {
      expect(parseDataUrl(url)).toBeNull()
    },
  )

  it('is told by its scheme', () => {
    expect(['data:,a', 'DATA:,a', 'images/data:,a', 'https:data:'].map(isDataUrl)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('a picture inside an article', () => {
  it.each([
    ['data:image/png;base64,iVBORw0K', true],
    ['data:image/avif;base64,AA==', true],
    ['data:image/svg+xml;base64,AAAA', false],
    ['data:image/png;base64,', false],
    ['data:image/png;base64,AA AA', false],
    ['data:image/png,AAAA', false],
  ])('%s: %s', (url, expected) => {
    expect(isImageDataUrl(url)).toBe(expected)
  })

  it('is counted apart from the text around it', () => {
    expect(imageDataLength('ab')).toBe(0)
    expect(
      imageDataLength('a ![](data:image/png;base64,AAAA) <img src="data:image/svg+xml;base64,BB==">'),
    ).toBe(26 + 30)
  })
})
