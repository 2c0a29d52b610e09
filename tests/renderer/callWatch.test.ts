import { describe, expect, it } from 'vitest'
import { reactive } from 'vue'
import { DEFAULT_SETTINGS, done, problem, type Outcome } from '../../src/desk.ts'
import { CallWatch, watchedDesk, type ConnectionState } from '../../src/renderer/src/callWatch.ts'
import { FakeClock } from './fakeClock.ts'

/** Sets up a desk whose calls all return `answer()`, and records the states of the connection. */
function setUp(answer: () => Promise<Outcome<unknown>>) {
  const clock = new FakeClock()
  const watch = new CallWatch()
  const states: ConnectionState[] = []
  watch.subscribe((state) => states.push(state))
  const bridge = {
    // Electron's bridge clones the arguments first, and throws synchronously if it cannot.
    writeSettings: (settings: unknown) => {
      structuredClone(settings)
      return answer()
    },
    library: answer,
    closeDraft: answer,
  }
  return { clock, states, desk: watchedDesk(bridge, watch, clock) }
}

describe('calls of the desk', () => {
  it('pass reactive data over a bridge that cannot clone it', async () => {
    const { desk } = setUp(() => Promise.resolve(done(null)))
    expect(await desk.writeSettings(reactive({ ...DEFAULT_SETTINGS }))).toEqual(done(null))
  })

  it('return a problem if the bridge throws or rejects', async () => {
    const { desk } = setUp(() => {
      throw new Error('the bridge is gone')
    })
    expect(await desk.closeDraft('ferry')).toMatchObject({
      ok: false,
      problem: { code: 'unreachable', what: 'The draft could not be closed: the bridge is gone.' },
    })
    const rejecting = setUp(() => Promise.reject(new Error('no handler')))
    expect(await rejecting.desk.library()).toMatchObject({ problem: { code: 'unreachable' } })
  })

  it('report when they exceed their time limit, and when they are answered', async () => {
    const late = Promise.withResolvers<Outcome<null>>()
    const { desk, clock, states } = setUp(() => late.promise)
    const call = desk.closeDraft('ferry')
    await clock.advance(9_999)
    expect(states).toEqual([])
    await clock.advance(1)
    expect(states).toEqual(['slow'])
    late.resolve(done(null))
    expect(await call).toEqual(done(null))
    expect(states).toEqual(['slow', 'answering'])
    expect(clock.pending).toBe(0)
  })

  it('report when there is no host', async () => {
    const { desk, states } = setUp(() => Promise.resolve(problem('unreachable', 'No host.', '', '')))
    await desk.closeDraft('ferry')
    expect(states).toEqual(['gone'])
  })
})
