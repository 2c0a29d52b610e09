import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connection } from '../../../src/renderer/src/desk.ts'
import { useConnection } from '../../../src/renderer/src/stores/connection.ts'
import { useNotices } from '../../../src/renderer/src/stores/notices.ts'

beforeEach(() => {
  setActivePinia(createPinia())
})
afterEach(() => {
  connection.report('answering')
})

describe('the connection', () => {
  it('reports once that the desk does not answer, and clears the notice with the next answer', () => {
    const store = useConnection()
    const { list } = useNotices()
    expect(list).toEqual([])
    connection.report('slow')
    connection.report('slow')
    expect(useNotices().list).toHaveLength(1)
    expect(useNotices().list[0]).toMatchObject({
      tone: 'problem',
      text: expect.stringContaining('is not answering') as string,
      detail: expect.stringContaining('Your last words are still on this page') as string,
    })
    connection.report('gone')
    expect(useNotices().list).toHaveLength(1)
    expect(store.state).toBe('gone')
    connection.report('answering')
    expect(useNotices().list).toEqual([])
  })

  it('reports at once that the host is gone, even if it went before the page listened', () => {
    connection.report('gone')
    useConnection()
    expect(useNotices().list).toHaveLength(1)
  })
})
