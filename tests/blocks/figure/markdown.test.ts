import { describe, expect, test } from 'vitest'
import { em, figure, p } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

describe('the structured profile', () => {
  test('writes all attributes of a picture, with its caption inside', () => {
    const full = figure(
      { src: 'images/a.png', alt: 'A "pier"', credit: 'HBC & co', decorative: true, width: 800, height: 600 },
      'The ',
      em('old'),
      ' pier',
    )
    const markdown =
      ':::figure{src="images/a.png" alt="A &#x22;pier&#x22;" credit="HBC & co" width="800" height="600" decorative}\n' +
      'The *old* pier\n:::'
    expect(written('structured', full)).toBe(markdown)
    expect(blocksIn(markdown, 'structured')).toEqual(canonical(full))
  })

  test('leaves out empty values', () => {
    expect(blocksIn(':::figure{src="javascript:x" width="-1" height="wide"}\n:::')).toEqual(
      canonical(figure({})),
    )
  })
})

describe('the portable profile', () => {
  test.each([
    [
      figure({ src: 'images/a.png', alt: 'A pier', credit: 'HBC' }, 'Pier'),
      '![A pier](images/a.png)\\\n*Pier | HBC*',
    ],
    [figure({ src: 'images/a.png' }, 'Pier'), '![](images/a.png)\\\n*Pier*'],
    [figure({ src: 'images/a.png' }), '![](images/a.png)'],
    [figure({ src: 'images/a.png' }, 'This | that'), '![](images/a.png)\\\n*This | that |*'],
    [figure({ credit: 'HBC' }, 'The ', em('old'), ' pier'), '*The *old* pier | HBC*'],
    [figure({ credit: 'HBC' }), '*| HBC*'],
    [figure({}, 'Pier'), '*Pier |*'],
  ])(
    'writes the picture, then the caption in italics with the credit behind a bar, and reads them back (%#)',
    (one, markdown) => {
      expect(written('portable', one)).toBe(markdown)
      expect(blocksIn(markdown)).toEqual(canonical(one))
    },
  )

  test('leaves out an empty figure', () => {
    expect(written('portable', figure({}), p('a'))).toBe('a')
  })

  test('reads an italic line without a bar as a paragraph', () => {
    expect(blocksIn('*Only words*')).toEqual(canonical(p(em('Only words'))))
  })
})
