import { randomBytes } from 'node:crypto'
import type { Desk } from '../../desk.ts'
import type { Page } from '../drafts/session.ts'
import type { Transfers } from '../transfer/index.ts'
import { draftCalls } from './draftCalls.ts'
import { embedCalls } from './embedCalls.ts'
import { exportCalls } from './exportCalls.ts'
import { historyCalls } from './historyCalls.ts'
import { libraryCalls, type LibraryParts } from './libraryCalls.ts'
import { listCalls } from './listCalls.ts'
import type { Perform } from './perform.ts'
import { transferCalls } from './transferCalls.ts'

/** One page's desk. The host ends it when that page is closed or loaded anew, when it crashes or its connection goes. */
export interface ConnectedPage {
  readonly desk: Desk
  /** Closes every draft that the page has open; its later calls find none open. Never rejects. */
  end(): Promise<void>
}

/** What the calls of a page work on. */
export interface PageParts extends LibraryParts {
  readonly transfers: Transfers
}

/**
 * Connects a page: returns every call of the desk, made in that page's name. Each goes through `perform`, which checks its
 * arguments, waits in its queue and never rejects; the task alone is written here and in the files beside.
 * @param parts shared by all pages of the library
 */
export function connectPage(parts: PageParts, perform: Perform): ConnectedPage {
  const { sessions, settings, transfers } = parts
  const page: Page = { id: randomBytes(8).toString('hex'), isEnded: false }
  const drafts = draftCalls(sessions, page, perform)
  const desk: Desk = {
    ...drafts,
    ...exportCalls(sessions, settings, perform),
    ...historyCalls(sessions, perform),
    ...libraryCalls(parts, page, perform),
    ...listCalls(parts.index, perform),
    ...transferCalls(transfers, perform),
    ...embedCalls(drafts.addImage, perform),
    fetchImage: async (id, url) => {
      // Two calls, so that no other call about the draft waits for the network.
      const fetched = await perform('fetchImage', [id, url], async () => {
        const { fetchPicture } = await import('../pictures/fetchImage.ts')
        return fetchPicture(url)
      })
      return fetched.ok ? drafts.addImage(id, fetched.value.name, fetched.value.bytes) : fetched
    },
    readSettings: () => perform('readSettings', [], () => Promise.resolve(settings.read())),
    writeSettings: (changed) =>
      perform('writeSettings', [changed], () => {
        settings.write(changed)
        return Promise.resolve(null)
      }),
  }
  return { desk, end: () => sessions.endPage(page) }
}
