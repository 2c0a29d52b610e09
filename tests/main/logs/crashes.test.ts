import { expect, test } from 'vitest'
import { setupCrashes } from '../../../src/main/logs/crashes.ts'
import { FakeApp, FakeMessageBoxes } from '../electron.ts'

/** Sets up crashes over doubles; `fail` is an error that nobody caught. */
function setup() {
  const app = new FakeApp()
  const boxes = new FakeMessageBoxes()
  const lines: string[] = []
  const started: unknown[] = []
  const listeners = new Map<string, (error: unknown) => void>()
  setupCrashes({
    app: app.slice,
    dialog: boxes.slice,
    crashReporter: { start: (options) => started.push(options) },
    process: {
      on: (name: string, listener: (error: unknown) => void) => listeners.set(name, listener),
    } as unknown as Pick<NodeJS.Process, 'on'>,
    log: {
      linesOf: () => () => undefined,
      write: (source, message) => lines.push(`${source} ${message}`),
      read: () => '',
    },
  })
  const fail = (kind: 'uncaughtException' | 'unhandledRejection', error: unknown): void =>
    listeners.get(kind)?.(error)
  return { app, boxes, lines, started, fail }
}

test('memory dumps stay on this machine', () => {
  expect(setup().started).toEqual([{ uploadToServer: false }])
})

test('an error that nobody caught is in the log and told, one question at a time, and Galley goes on', async () => {
  const { app, boxes, lines, fail } = setup()
  fail('uncaughtException', new Error('broken'))
  fail('unhandledRejection', 'refused')
  expect(lines).toEqual(['main uncaught: broken', 'main uncaught: refused'])
  expect(boxes.shown).toHaveLength(1)
  await boxes.press('Continue')
  expect(app.did).toEqual([])
  fail('uncaughtException', new Error('broken'))
  await boxes.press('Quit')
  expect(app.did).toEqual(['quit'])
})
