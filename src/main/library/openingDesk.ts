import { setImmediate as nextTurn } from 'node:timers/promises'
import { DESK_CALLS } from '../../calls.ts'
import type { Desk, Outcome } from '../../desk.ts'
import type { ConnectedPage, OpenedDesk } from '../../desk/index.ts'
import { lateProblem } from '../../desk/startup.ts'
import { t } from '../messages.ts'

/** The desk as the parts of the app use it, from before it is open. */
export interface HostDesk extends Pick<
  OpenedDesk,
  'connectPage' | 'readImage' | 'jobFile' | 'onChange' | 'close'
> {
  /** Returns the absolute path of a draft's folder, whether or not it exists. */
  draftFolder(id: string): Promise<string>
}

type Call = (...values: readonly unknown[]) => Promise<Outcome<unknown>>

/**
 * Returns a desk that can be used while it opens, so that the windows need not wait for it. Each call waits until the desk is
 * open, in the order of the calls. A click that waited too long is refused: its writer may have clicked again.
 * @param opened the open desk; null, or a rejection, if there is none: then each call rejects, and whoever opens it says why
 * @param now returns the time in milliseconds since 1970
 */
export function deskWhileOpening(opened: Promise<OpenedDesk | null>, now: () => number = Date.now): HostDesk {
  const opening = opened.then((desk) => {
    if (desk === null) throw new Error(t('unopened.title'))
    return desk
  })
  opening.catch(() => undefined)
  return {
    connectPage: () =>
      pageWhileOpening(
        opening.then((desk) => desk.connectPage()),
        now,
      ),
    readImage: async (id, name) => (await opening).readImage(id, name),
    jobFile: async (job) => (await opening).jobFile(job),
    draftFolder: async (id) => (await opening).draftFolder(id),
    onChange: (listener) => {
      opening.then(
        (desk) => {
          desk.onChange(listener)
        },
        () => undefined,
      )
    },
    close: async () => {
      const desk = await opening.catch(() => null)
      // The calls that waited go first: a desk that is closing refuses them.
      await nextTurn()
      await desk?.close()
    },
  }
}

/** Returns a page whose calls wait until it is connected. */
function pageWhileOpening(connecting: Promise<ConnectedPage>, now: () => number): ConnectedPage {
  connecting.catch(() => undefined)
  const names = Object.keys(DESK_CALLS) as (keyof Desk)[]
  const calls = names.map((name): [keyof Desk, Call] => [
    name,
    async (...values) => {
      const sentMs = now()
      const { desk } = await connecting
      // A window's own draft is opened whenever its library is there.
      const late = name === 'openDraft' ? null : lateProblem(name, sentMs, now())
      return late ?? (desk[name] as Call).apply(desk, [...values])
    },
  ])
  return {
    desk: Object.fromEntries(calls) as unknown as Desk,
    end: () =>
      connecting.then(
        (page) => page.end(),
        () => undefined,
      ),
  }
}
