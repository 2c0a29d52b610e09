import type { WebContents } from 'electron'
import { describe, expect, test } from 'vitest'
import type { Desk } from '../../src/desk.ts'
import { Pages } from '../../src/main/pages.ts'
import { FakeContents } from './electron.ts'

/** Pages whose connections and ends are told in order. */
function setup() {
  const did: string[] = []
  let connected = 0
  const pages = new Pages(() => {
    connected += 1
    const name = `page ${String(connected)}`
    did.push(`connect ${name}`)
    return {
      desk: { name } as unknown as Desk,
      end: () => {
        did.push(`end ${name}`)
        return Promise.resolve()
      },
    }
  })
  const contents = new FakeContents()
  const ask = (from = contents) =>
    pages.deskFor(from as unknown as WebContents) as unknown as { name: string }
  return { did, contents, ask }
}

describe('a window’s page', () => {
  test('is connected at its first call, and is the same for all later ones', () => {
    const { did, ask } = setup()
    expect(did).toEqual([])
    expect(ask().name).toBe('page 1')
    expect(ask().name).toBe('page 1')
    expect(did).toEqual(['connect page 1'])
  })

  test('is not that of another window', () => {
    const { ask, contents } = setup()
    expect(ask().name).toBe('page 1')
    expect(ask(new FakeContents()).name).toBe('page 2')
    expect(ask(contents).name).toBe('page 1')
  })

  test.each(['did-navigate', 'render-process-gone', 'destroyed'])(
    'ends at %s, once; the next document is another page',
    (event) => {
      const { did, contents, ask } = setup()
      ask()
      contents.emit(event)
      contents.emit(event)
      expect(did).toEqual(['connect page 1', 'end page 1'])
      expect(ask().name).toBe('page 2')
      contents.emit(event)
      expect(did).toEqual(['connect page 1', 'end page 1', 'connect page 2', 'end page 2'])
    },
  )

  test('stays within a document, and while a frame in it goes elsewhere', () => {
    const { did, contents, ask } = setup()
    ask()
    for (const event of [
      'did-navigate-in-page',
      'did-frame-navigate',
      'did-start-navigation',
      'unresponsive',
    ])
      contents.emit(event)
    expect(ask().name).toBe('page 1')
    expect(did).toEqual(['connect page 1'])
  })
})
