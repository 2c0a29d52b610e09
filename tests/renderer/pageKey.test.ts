import { beforeEach, describe, expect, it, vi } from 'vitest'
import { takePageKey } from '../../src/renderer/src/pageKey.ts'

const KEY = 'kX3v'.repeat(10)

beforeEach(() => {
  vi.restoreAllMocks()
  window.localStorage.clear()
  window.location.hash = ''
})

describe('the key of the page', () => {
  it('is taken out of the address, and is there again after a reload', () => {
    window.location.hash = `#key=${KEY}`
    expect(takePageKey()).toBe(KEY)
    expect(window.location.href).not.toContain(KEY)
    expect(takePageKey()).toBe(KEY)
  })

  it('of a later address replaces the one before', () => {
    window.location.hash = '#key=old'
    takePageKey()
    window.location.hash = `#key=${KEY}`
    takePageKey()
    expect(takePageKey()).toBe(KEY)
  })

  it('leaves a draft in the address alone', () => {
    window.location.hash = '#draft=tea-abcdef'
    expect(takePageKey()).toBe('')
    expect(window.location.hash).toBe('#draft=tea-abcdef')
  })

  it('lasts until a reload where the browser stores nothing', () => {
    vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
      throw new Error('denied')
    })
    window.location.hash = `#key=${KEY}`
    expect(takePageKey()).toBe(KEY)
    expect(takePageKey()).toBe('')
  })
})
