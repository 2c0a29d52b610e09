import { expect, test, vi } from 'vitest'
import { done, type Outcome, problem, type StoredImage } from '../../../../../src/desk.ts'
import type { PageNotices } from '../../../../../src/renderer/src/stores/openDraft/page.ts'
import {
  PICTURES_ADDED,
  reportOn,
  showPictureReport,
} from '../../../../../src/renderer/src/stores/openDraft/media/pictureReport.ts'

const added = done<StoredImage>({ src: 'images/a.png', width: 1, height: 1 })
const AGAIN = 'Take it from its source again.'
const refused = (name: string, why = 'damaged', mend = AGAIN): Outcome<StoredImage> =>
  problem('invalid', `“${name}” is ${why}.`, 'The draft is as it was.', mend)

function shown(outcomes: readonly Outcome<StoredImage>[]) {
  const notices = { toast: vi.fn(), notice: vi.fn(), problem: vi.fn(), clear: vi.fn() } satisfies PageNotices
  showPictureReport(notices, reportOn(outcomes))
  return notices
}

test('photos that all came in are counted in a notice that goes by itself', () => {
  const { toast, problem: problems } = shown([added, added])
  expect(toast.mock.calls).toEqual([['2 photos added.', [], undefined, PICTURES_ADDED]])
  expect(problems).not.toHaveBeenCalled()
})

test('one photo that came in needs no notice', () => {
  expect(shown([added]).toast).not.toHaveBeenCalled()
})

test('one notice names the photos that were refused, and does not say that the draft is as it was', () => {
  const outcomes = [added, ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => refused(`${name}.tif`)), added]
  const { problem: problems, toast } = shown(outcomes)
  expect(toast).not.toHaveBeenCalled()
  expect(problems.mock.calls).toEqual([
    [
      {
        code: 'invalid',
        what: '2 of 8 photos were added.',
        safe: '“a.tif” is damaged. “b.tif” is damaged. “c.tif” is damaged. “d.tif” is damaged. Take it from its source again.',
        mend: '2 more were refused.',
      },
      [],
      PICTURES_ADDED,
    ],
  ])
})

test('a single photo that was refused says what is safe', () => {
  const { problem: problems } = shown([refused('a.tif')])
  expect(problems.mock.calls[0]?.[0]).toMatchObject({ safe: 'The draft is as it was.' })
})

test('advice stands behind the reasons it belongs to', () => {
  const raw = refused('b.nef', 'a raw file', 'Export it as JPEG.')
  const { problem: problems } = shown([added, refused('a.tif'), raw, refused('c.tif')])
  expect(problems.mock.calls[0]?.[0]).toMatchObject({
    safe: '“a.tif” is damaged. “c.tif” is damaged. Take it from its source again.',
    mend: '“b.nef” is a raw file. Export it as JPEG.',
  })
})
