import { beforeEach, expect, test, vi } from 'vitest'
import { embedCalls } from '../../../src/desk/calls/embedCalls.ts'
import type { Perform } from '../../../src/desk/calls/perform.ts'
import { fetchDetails } from '../../../src/desk/embeds/fetchDetails.ts'
import { fetchPicture } from '../../../src/desk/pictures/fetchImage.ts'
import { deskProblem, problemOf } from '../../../src/desk/problems.ts'
import { done, type StoredImage } from '../../../src/desk.ts'

vi.mock(import('../../../src/desk/embeds/fetchDetails.ts'), () => ({ fetchDetails: vi.fn() }))
vi.mock(import('../../../src/desk/pictures/fetchImage.ts'), () => ({ fetchPicture: vi.fn() }))

const perform: Perform = async (_call, _values, task) => {
  try {
    return done(await task())
  } catch (error) {
    return problemOf(error, { failed: '', safe: '' })
  }
}
const STORED: StoredImage = { src: 'images/0123456789abcdef.png', width: 4, height: 3 }
const addImage = vi.fn()
const calls = embedCalls(addImage, perform)
const refused = deskProblem('invalid', 'pictureNotFetched', { why: 'it is larger than 50 MB', mend: '' })

beforeEach(() => {
  vi.mocked(fetchDetails).mockResolvedValue({
    title: 'The reel',
    author: 'KBC',
    picture: 'https://i.example/a.png',
  })
  vi.mocked(fetchPicture).mockResolvedValue({ name: 'a.png', bytes: new Uint8Array(3) })
  addImage.mockReset().mockResolvedValue(done(STORED))
})

test('stores the picture in the draft that it was asked for', async () => {
  expect(await calls.fetchEmbed('tram', 'https://youtu.be/aB3-_xyz890')).toEqual(
    done({ title: 'The reel', author: 'KBC', picture: STORED }),
  )
  expect(addImage).toHaveBeenCalledExactlyOnceWith('tram', 'a.png', new Uint8Array(3))
})

test('returns the title although the picture could not be had, or is none', async () => {
  vi.mocked(fetchPicture).mockRejectedValueOnce(refused)
  const details = { title: 'The reel', author: 'KBC', picture: null, pictureProblem: refused.problem }
  expect(await calls.fetchEmbed('tram', 'https://a.example')).toEqual(done(details))
  addImage.mockResolvedValueOnce({ ok: false, problem: refused.problem })
  expect(await calls.fetchEmbed('tram', 'https://a.example')).toEqual(done(details))
})

test('stops what is under way for an address when it is cancelled, and nothing else', async () => {
  vi.mocked(fetchDetails).mockImplementation(
    (_url, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error)
        })
      }),
  )
  const fetching = calls.fetchEmbed('tram', 'https://a.example')
  let isSettled = false
  const other = calls.fetchEmbed('tram', 'https://b.example').finally(() => (isSettled = true))
  await vi.waitFor(() => {
    expect(fetchDetails).toHaveBeenCalled()
  })
  await calls.cancelEmbed('tram', 'https://a.example')
  expect(await fetching).toMatchObject({ ok: false, problem: { code: 'failed' } })
  expect(isSettled).toBe(false)
  await calls.cancelEmbed('tram', 'https://b.example')
  await other
  expect(addImage).not.toHaveBeenCalled()
})
