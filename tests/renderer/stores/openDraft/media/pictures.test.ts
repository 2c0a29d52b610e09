import { expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import { done, type StoredImage } from '../../../../../src/desk.ts'
import type { Page } from '../../../../../src/renderer/src/stores/openDraft/page.ts'
import { createPictures } from '../../../../../src/renderer/src/stores/openDraft/media/pictures.ts'
import { acceptsArguments, DESK_CALLS } from '../../../../../src/calls.ts'

test('a file that cannot be read any more is named, and those beside it come in', async () => {
  const notices = { toast: vi.fn(), notice: vi.fn(), problem: vi.fn(), clear: vi.fn() }
  const addImage = (_id: string, name: string) =>
    Promise.resolve(done<StoredImage>({ src: `images/${name}`, width: 1, height: 1 }))
  const page = {
    desk: { addImage },
    notices,
    shown: shallowRef({ id: 'ferry', isReadOnly: false }),
  } as unknown as Page
  const [first, gone, last] = ['a.png', 'gone.png', 'b.png'].map((name) => new File(['x'], name))
  if (first === undefined || gone === undefined || last === undefined) throw new Error('three files')
  gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'))

  const pictures = createPictures(page)
  const added = await pictures.addImages([first, gone, last], 'ferry')
  expect(added.map((image) => image?.src)).toEqual(['images/a.png', undefined, 'images/b.png'])
  expect(notices.problem.mock.calls[0]?.[0]).toMatchObject({
    what: '2 of 3 photos were added.',
    safe: expect.stringContaining('“gone.png” could not be read.') as string,
  })
  expect(pictures.hasPendingPictures()).toBe(false)
})

test('a file with a very long name keeps its extension, and a name that a call accepts', async () => {
  const addImage = vi.fn((_id: string, name: string) =>
    Promise.resolve(done<StoredImage>({ src: `images/${name}`, width: 1, height: 1 })),
  )
  const page = {
    desk: { addImage },
    notices: { toast: vi.fn(), notice: vi.fn(), problem: vi.fn(), clear: vi.fn() },
    shown: shallowRef({ id: 'ferry', isReadOnly: false }),
  } as unknown as Page
  await createPictures(page).addImages([new File(['x'], `${'x'.repeat(5000)}.png`)], 'ferry')
  const sent = addImage.mock.calls[0]?.[1] ?? ''
  expect(acceptsArguments(DESK_CALLS.addImage.guards, ['ferry', sent, new Uint8Array()])).toBe(true)
  expect(sent.endsWith('x.png')).toBe(true)
})
