import type { WebContents } from 'electron'
import { describe, expect, test } from 'vitest'
import type { Desk } from '../../../src/desk.ts'
import { Pages } from '../../../src/main/page/pages.ts'
import { FakeContents } from '../electron.ts'

/** Sets up pages whose connections and ends are recorded in order. */
function setup() {
  const log: string[] = []
  let connected = 0
  const pages = new Pages(() => {
    connected += 1
    const name = `page ${String(connected)}`
    log.push(`connect ${name}`)
    return {
      desk: { name } as unknown as Desk,
      end: () => {
        log.push(`end ${name}`)
        return Promise.resolve()
      },
    }
  })
  const contents = new FakeContents()
  const deskOf = (from = contents) =>
    pages.deskFor(from as unknown as WebContents) as unknown as { name: string }
  return { log, contents, deskOf }
}

describe('a window’s page', () => {
  test('connects at its first call and stays connected for later calls', () => {
    const { log, deskOf } = setup()
    expect(log).toEqual([])
    expect(deskOf().name).toBe('page 1')
    expect(deskOf().name).toBe('page 1')
    expect(log).toEqual(['connect page 1'])
  })

  test('differs from the page of another window', () => {
    const { deskOf, contents } = setup()
    expect(deskOf().name).toBe('page 1')
    expect(deskOf(new FakeContents()).name).toBe('page 2')
    expect(deskOf(contents).name).toBe('page 1')
  })

  test.each(['did-navigate', 'render-process-gone', 'destroyed'])(
    'ends once at %s, and the next document gets another page',
    (event) => {
      const { log, contents, deskOf } = setup()
      deskOf()
      contents.emit(event)
      contents.emit(event)
      expect(log).toEqual(['connect page 1', 'end page 1'])
      expect(deskOf().name).toBe('page 2')
      contents.emit(event)
      expect(log).toEqual(['connect page 1', 'end page 1', 'connect page 2', 'end page 2'])
    },
  )

  test('does not end when a frame in it navigates, nor at a navigation within the document', () => {
    const { log, contents, deskOf } = setup()
    deskOf()
    for (const event of [
      'did-navigate-in-page',
      'did-frame-navigate',
      'did-start-navigation',
      'unresponsive',
    ])
      contents.emit(event)
    expect(deskOf().name).toBe('page 1')
    expect(log).toEqual(['connect page 1'])
  })
})
