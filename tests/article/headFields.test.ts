import { expect, it } from 'vitest'
import { targetById, withHeadFields, writeText } from '../../src/article/index.ts'
import { article, p } from '../build.ts'

const plain = article('The kettle', 'It burns twice.', p('At dusk it whistles.'))
const SHOWN = { ...plain, metadata: { ...plain.metadata, byline: 'Ida Renner' } }
const html = (fields: Parameters<typeof withHeadFields>[1]): string =>
  targetById('html-fragment')?.write(withHeadFields(SHOWN, fields)) ?? ''

it.each([
  [true, true],
  [true, false],
  [false, true],
  [false, false],
])(
  'leaves headline (%s) and standfirst (%s) in or out, and the byline with the headline',
  (headline, standfirst) => {
    const written = html({ headline, standfirst })
    expect(written.includes('<h1>The kettle</h1>')).toBe(headline)
    expect(written.includes('Ida Renner')).toBe(headline)
    expect(written.includes('It burns twice.')).toBe(standfirst)
    expect(written.includes('<header>')).toBe(headline || standfirst)
    expect(written).toContain('At dusk it whistles.')
    expect(writeText(withHeadFields(SHOWN, { headline, standfirst })).includes('The kettle')).toBe(headline)
  },
)

it('leaves the article itself as it is', () => {
  withHeadFields(SHOWN, { headline: false, standfirst: false })
  expect(writeText(SHOWN)).toBe('The kettle\n\nIt burns twice.\n\nAt dusk it whistles.\n')
})
