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

  test('writes size, crop, rotation and focal point', () => {
    const cut = figure({
      ...{ src: 'images/a.png', width: 800, height: 600, size: 'wide' },
      ...{ crop: '0.1 0.25 0.5 0.5', rotation: 90, focus: '0.3 0.4' },
    })
    const markdown =
      ':::figure{src="images/a.png" width="800" height="600" size="wide" crop="0.1 0.25 0.5 0.5" rotation="90" focus="0.3 0.4"}\n:::'
    expect(written('structured', cut)).toBe(markdown)
    expect(blocksIn(markdown, 'structured')).toEqual(canonical(cut))
  })

  test('writes the address of a missing picture', () => {
    const missing = figure({ missing: 'photos/a b.jpg', alt: 'A pier' })
    expect(written('structured', missing)).toBe(':::figure{missing="photos/a b.jpg" alt="A pier"}\n:::')
    expect(blocksIn(written('structured', missing), 'structured')).toEqual(canonical(missing))
    for (const address of [
      'javascript:x',
      '//e.example/a',
      'images/a.png',
      'https://e.example/a.png',
      'a&colon;b',
    ])
      expect(blocksIn(`:::figure{missing="${address}"}\n:::`)).toEqual(canonical(figure({})))
  })

  test('keeps the alt text of a decorative picture', () => {
    const decorative = figure({ src: 'images/a.png', alt: 'A pier', decorative: true })
    expect(blocksIn(written('structured', decorative), 'structured')).toEqual(canonical(decorative))
  })

  test('reads values that are not valid as none', () => {
    const markdown =
      ':::figure{src="images/a.png" size="huge" crop="0.6 0 0.5 1" rotation="45" focus="2 0"}\n:::'
    expect(blocksIn(markdown)).toEqual(canonical(figure({ src: 'images/a.png' })))
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
    [figure({ src: 'images/a.png', credit: 'HBC' }), '![](images/a.png)\\\n*Photo: HBC*'],
    [figure({ src: 'images/a.png' }, 'Photo: HBC'), '![](images/a.png)\\\n*Photo: HBC |*'],
    [figure({}, 'Pier'), '*Pier |*'],
  ])(
    'writes the picture, then the caption in italics with the credit behind a bar, and reads them back (%#)',
    (one, markdown) => {
      expect(written('portable', one)).toBe(markdown)
      expect(blocksIn(markdown)).toEqual(canonical(one))
    },
  )

  test('writes no alt text for a decorative picture', () => {
    const decorative = figure({ src: 'images/a.png', alt: 'A pier', decorative: true })
    expect(written('portable', decorative)).toBe('![](images/a.png)')
  })

  test('leaves out an empty figure', () => {
    expect(written('portable', figure({}), p('a'))).toBe('a')
  })

  test('reads an italic line without a bar as a paragraph', () => {
    expect(blocksIn('*Only words*')).toEqual(canonical(p(em('Only words'))))
  })
})

test('a missing picture keeps its place, its name and its address', () => {
  const kettle = figure({ missing: './photos/the kettle.jpg', alt: 'The kettle', credit: 'KBC' }, 'At night')
  const markdown = '![The kettle](<./photos/the kettle.jpg>)\\\n*At night | KBC*'
  expect(written('portable', kettle)).toBe(markdown)
  expect(blocksIn(markdown)).toEqual(canonical(kettle))
  expect(blocksIn('![Alt](tram.jpg)')).toEqual(canonical(figure({ missing: 'tram.jpg', alt: 'Alt' })))
  expect(blocksIn('[![Alt](tram.jpg)](https://example.org/)')).toEqual(
    canonical(figure({ missing: 'tram.jpg', alt: 'Alt' })),
  )
  expect(blocksIn('![](/tram.jpg)')).toEqual(canonical(figure({ missing: '/tram.jpg' })))
  expect(blocksIn('![Alt](javascript:x)')).toEqual(canonical(figure({ alt: 'Alt' })))
})
