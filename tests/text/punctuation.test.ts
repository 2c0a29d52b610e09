import { describe, expect, it } from 'vitest'
import { endsInFullStop, endsSentence, isQuotation, opensQuotation } from '../../src/text/punctuation.ts'

describe('the end of a sentence', () => {
  it.each(['Yes.', 'Yes?”', '끝났다.', '「はい。」', '完！', '（はい。）', 'No…', 'Ｎｏ．'])(
    'is found in %s',
    (text) => {
      expect(endsSentence(text)).toBe(true)
    },
  )

  it.each(['Yes', 'Yes,', '', 'a. b', 'via Wiki）'])('is not found in %j', (text) => {
    expect(endsSentence(text)).toBe(false)
  })

  it('is a full stop only where one stands, and no ellipsis', () => {
    for (const text of ['Yes.', 'Yes.”', 'はい。', '끝.)']) expect(endsInFullStop(text)).toBe(true)
    for (const text of ['Yes!', 'Yes...', 'Yes…', '']) expect(endsInFullStop(text)).toBe(false)
  })
})

describe('quotation marks', () => {
  it.each(['“a”', '"a"', '‘a’', "'a'", '„a“', '«a»', '‹a›', '「a」', '『a』', '《a》', ' “a'])(
    'open %s',
    (text) => {
      expect(opensQuotation(text)).toBe(true)
    },
  )

  it.each(['', 'a “b”', '”a', '(a)'])('do not open %j', (text) => {
    expect(opensQuotation(text)).toBe(false)
  })

  it.each(['“a”', '"a b."', '“a"', '‘It’s a kettle’', '„a“', '「a」', ' “a” ', '“He said ‘a’”'])(
    'close %s',
    (text) => {
      expect(isQuotation(text)).toBe(true)
    },
  )

  it.each(['“a', 'a”', '“”', '“a” b', '“a” and “b”', '"a" or "b"', '“a」', ''])('do not close %j', (text) => {
    expect(isQuotation(text)).toBe(false)
  })
})
