import { describe, expect, test } from 'vitest'
import { em, figure, p } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

describe('structured', () => {
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

describe('portable', () => {
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
  ])('%#: a picture, its caption in italics, its credit behind a bar', (one, markdown) => {
    expect(written('portable', one)).toBe(markdown)
    expect(blocksIn(markdown)).toEqual(canonical(one))
  })

  test('leaves out an empty figure', () => {
    expect(written('portable', figure({}), p('a'))).toBe('a')
  })

  test('reads an italic line without a bar as a paragraph', () => {
    expect(blocksIn('*Only words*')).toEqual(canonical(p(em('Only words'))))
  })
})
