import { problem, type Desk, type Outcome } from '../../../src/desk.ts'
import type { DraftDesk } from '../../../src/renderer/src/stores/openDraft/page.ts'
import type { FakeClock } from '../fakeClock.ts'
import type { DeskModel } from './model.ts'

/** What becomes of one call. */
export interface Fate {
  /** Milliseconds until the desk has it, and from then until the page has the answer. */
  readonly there: number
  readonly back: number
  /**
   * `lost`: carried out, but without an answer; `dropped`: neither carried out nor answered; `refused`: not carried out,
   * the disk is full.
   */
  readonly how: 'answered' | 'lost' | 'dropped' | 'refused'
}

export const ANSWERED_AT_ONCE: Fate = { there: 0, back: 0, how: 'answered' }

const REFUSED = problem('full', 'The disk is full.', '', '')
const UNREACHABLE = problem('unreachable', 'No answer.', '', '')

export interface Line {
  readonly desk: DraftDesk
  /** The name that the host gave the page. */
  page: string
  /** Nothing that is under way reaches anybody any more. */
  cut(): void
}

/**
 * A page's connection with a desk: arguments and results are cloned, and what cannot be is thrown at once, as Electron's
 * bridge does. Answers may be slow, come in another order, get lost after the work was done, or be refusals.
 */
export function connect(
  model: DeskModel,
  clock: FakeClock,
  page: string,
  fate: (call: keyof Desk, values: readonly unknown[]) => Fate = () => ANSWERED_AT_ONCE,
): Line {
  let isCut = false
  const line: Line = {
    page,
    desk: {} as DraftDesk,
    cut: () => {
      isCut = true
    },
  }
  const call =
    (name: keyof DraftDesk) =>
    (...given: unknown[]): Promise<unknown> => {
      const values: unknown[] = structuredClone(given)
      const { there, back, how } = fate(name, values)
      const carryOut = (): Outcome<unknown> => {
        const calls = model.callsOf(line.page) as unknown as Record<
          string,
          (...all: unknown[]) => Outcome<unknown>
        >
        return calls[name]?.(...values) ?? problem('failed', name, '', '')
      }
      return new Promise((resolve) => {
        clock.schedule(() => {
          if (isCut) return
          const outcome = how === 'answered' || how === 'lost' ? carryOut() : REFUSED
          const answer = how === 'lost' || how === 'dropped' ? UNREACHABLE : outcome
          clock.schedule(() => {
            if (!isCut) resolve(structuredClone(answer))
          }, back)
        }, there)
      })
    }
  const names = Object.keys(model.callsOf(page)) as (keyof DraftDesk)[]
  Object.assign(line.desk, Object.fromEntries(names.map((name) => [name, call(name)])))
  return line
}
