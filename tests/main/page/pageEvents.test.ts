import { expect, test } from 'vitest'
import { PageEvents, type EventTarget } from '../../../src/main/page/pageEvents.ts'
import { Emitter } from '../electron.ts'

/** Web contents that record what is sent to them. */
class Contents extends Emitter {
  readonly sent: unknown[] = []
  destroyed = false
  send = (channel: string, event: unknown): void => void this.sent.push([channel, event])
  isDestroyed = (): boolean => this.destroyed
  readonly slice = this as unknown as EventTarget
}

const open = (id: string) => ({ kind: 'openDraft', id }) as const

test('an event for a page that does not listen yet waits until it does, in order', () => {
  const contents = new Contents()
  const events = new PageEvents()
  events.send(contents.slice, open('one'))
  events.send(contents.slice, open('two'))
  expect(contents.sent).toEqual([])
  events.pageReady(contents.slice)
  events.send(contents.slice, open('three'))
  expect(contents.sent).toEqual(['one', 'two', 'three'].map((id) => ['host:event', open(id)]))
})

test('another document in the same window has to listen first', () => {
  const contents = new Contents()
  const events = new PageEvents()
  events.pageReady(contents.slice)
  contents.emit('did-navigate')
  events.send(contents.slice, open('one'))
  expect(contents.sent).toEqual([])
  events.pageReady(contents.slice)
  expect(contents.sent).toEqual([['host:event', open('one')]])
})

test('a window that is gone gets nothing', () => {
  const contents = new Contents()
  const events = new PageEvents()
  events.pageReady(contents.slice)
  contents.destroyed = true
  events.send(contents.slice, open('one'))
  expect(contents.sent).toEqual([])
})

test('a broadcast reaches every page that listens, and no window that is gone or loading', () => {
  const [one, two, loading, closed] = [new Contents(), new Contents(), new Contents(), new Contents()]
  const events = new PageEvents()
  for (const contents of [one, two, closed]) events.pageReady(contents.slice)
  closed.emit('destroyed')
  events.broadcast({ kind: 'settings' })
  events.pageReady(loading.slice)
  expect([one, two, loading, closed].map(({ sent }) => sent.length)).toEqual([1, 1, 0, 0])
})
