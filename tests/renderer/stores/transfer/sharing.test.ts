import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { done, problem } from '../../../../src/desk.ts'
import { host } from '../../../../src/renderer/src/desk.ts'
import { useNotices } from '../../../../src/renderer/src/stores/notices.ts'
import { useSharing } from '../../../../src/renderer/src/stores/transfer/sharing.ts'
import { quietDesk } from '../quietDesk.ts'

beforeEach(() => {
  quietDesk()
  setActivePinia(createPinia())
})

it('copies a link that names the draft, with letters that no address has encoded', async () => {
  const copyText = vi.spyOn(host, 'copyText').mockResolvedValue(done(null))
  await useSharing().copyLink('밤-3f9a')
  expect(copyText).toHaveBeenCalledWith('galley://draft/%EB%B0%A4-3f9a')
  expect(useNotices().list.at(-1)?.text).toContain('on the clipboard')
})

it('says why a link was not copied', async () => {
  vi.spyOn(host, 'copyText').mockResolvedValue(problem('denied', 'The clipboard is closed.', '', ''))
  await useSharing().copyLink('night-tram-3f9a')
  expect(useNotices().list.at(-1)?.text).toBe('The clipboard is closed.')
})

it('drags a draft once its file is made, if the button is still down', async () => {
  const prepare = vi.spyOn(host, 'prepareDrag').mockResolvedValue(done('0123456789abcdef'))
  const start = vi.spyOn(host, 'startDrag').mockResolvedValue(done(null))
  await useSharing().dragOut('tram-1a', 'galley', () => false)
  expect(start).not.toHaveBeenCalled()
  await useSharing().dragOut('tram-1a', 'markdown', () => true)
  expect(prepare.mock.calls).toEqual([
    ['tram-1a', 'galley'],
    ['tram-1a', 'markdown'],
  ])
  expect(start).toHaveBeenCalledWith('0123456789abcdef')
})
