import type { App } from 'electron'
import { APP_SCHEME } from '../../contract/host/documents.ts'
import { problem, type HostEvent } from '../../desk.ts'
import { type Files, realFiles } from '../../desk/disk/index.ts'
import { t } from '../messages.ts'
import type { PageEvents } from '../page/pageEvents.ts'
import type { Windows } from '../windows/windows.ts'
import { type OpenedFiles, readOpenedFiles } from './openedFiles.ts'
import { type OpenRequest, requestFromLink, requestsFrom } from './openRequests.ts'

/** The system hands several files over one by one (macOS), or by one process each (Windows): these are one import. */
const COLLECT_MS = 200

/** How many files that were not opened are named in the sentence about them. */
const MAX_NAMED_FILES = 5

/** Control characters, and those that turn the direction of the text after them: another program chose the link. */
const DECEPTIVE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** How much of a bad link the sentence quotes, in UTF-16 code units. */
const MAX_QUOTED_LENGTH = 100

export interface OpeningParts {
  readonly app: Pick<App, 'on' | 'isPackaged' | 'setAsDefaultProtocolClient'>
  /** What this process was asked to open at its start. */
  readonly start: StartArguments
  readonly files?: Pick<Files, 'realpath' | 'readFile'>
}

/** The arguments of a start, as one process tells another. Plain data: see `singleInstance.ts`. */
export interface StartArguments {
  /** Without the program and, where it is not packaged, without the project's folder. */
  readonly args: readonly string[]
  /** The working directory. */
  readonly folder: string
}

/** Returns the arguments of this process's start. @param argv as `process.argv` */
export function startArguments(argv: readonly string[], isPackaged: boolean, folder: string): StartArguments {
  return { args: argv.slice(isPackaged ? 1 : 2), folder }
}

/** Sends what was asked for to a page. */
export interface Opening {
  /**
   * Sends everything to the window used last from now on, and what was asked for until now. A draft that another window
   * shows brings that window to the front.
   */
  deliverTo(
    windows: Pick<Windows, 'show' | 'showing' | 'open' | 'focused'>,
    events: Pick<PageEvents, 'send'>,
  ): void
}

/**
 * Opens what the system hands to Galley: files that are opened with it or dropped on its icon, and links to drafts. Call
 * it before Electron is ready: the first file comes before that.
 */
export function setupOpening({ app, start, files = realFiles }: OpeningParts): Opening {
  // In development, links would start a bare Electron.
  if (app.isPackaged) app.setAsDefaultProtocolClient(APP_SCHEME, process.execPath, ['--'])
  const batch = new RequestBatch((requests) => eventsFor(files, requests))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    batch.add([{ kind: 'file', path }])
  })
  app.on('open-url', (event, link) => {
    event.preventDefault()
    batch.add([requestFromLink(link)])
  })
  // The arguments that Electron itself passes on may have changed their order.
  app.on('second-instance', (_event, _argv, _folder, data) => {
    if (isStartArguments(data)) batch.add(requestsFrom(data.args, data.folder))
  })
  batch.add(requestsFrom(start.args, start.folder))
  return {
    deliverTo: (windows, events) => {
      batch.deliverTo((event) => {
        if (event.kind === 'openDraft' && windows.showing(event.id) !== null) {
          windows.open(event.id)
          return
        }
        windows.show()
        const window = windows.focused()
        if (window !== null) events.send(window.webContents, event)
      })
    },
  }
}

function isStartArguments(value: unknown): value is StartArguments {
  if (typeof value !== 'object' || value === null) return false
  const { args, folder } = value as Readonly<Record<string, unknown>>
  return Array.isArray(args) && args.every((arg) => typeof arg === 'string') && typeof folder === 'string'
}

/** Collects requests that come within a moment, and turns them into events for one page. */
class RequestBatch {
  readonly #toEvents: (requests: readonly OpenRequest[]) => Promise<readonly HostEvent[]>
  #send: ((event: HostEvent) => void) | null = null
  #requests: OpenRequest[] = []
  #timer: NodeJS.Timeout | null = null

  constructor(toEvents: (requests: readonly OpenRequest[]) => Promise<readonly HostEvent[]>) {
    this.#toEvents = toEvents
  }

  add(requests: readonly OpenRequest[]): void {
    this.#requests.push(...requests)
    this.#schedule()
  }

  deliverTo(send: (event: HostEvent) => void): void {
    this.#send = send
    this.#schedule()
  }

  #schedule(): void {
    if (this.#send === null || this.#requests.length === 0) return
    this.#timer ??= setTimeout(() => void this.#deliver(), COLLECT_MS)
  }

  async #deliver(): Promise<void> {
    this.#timer = null
    const requests = this.#requests
    this.#requests = []
    for (const event of await this.#toEvents(requests)) this.#send?.(event)
  }
}

/** Returns the events for a page: one import of all files, then the drafts, then what could not be opened. */
async function eventsFor(
  disk: Pick<Files, 'realpath' | 'readFile'>,
  requests: readonly OpenRequest[],
): Promise<readonly HostEvent[]> {
  const paths = requests.flatMap((request) => (request.kind === 'file' ? [request.path] : []))
  const { files, skipped } = await readOpenedFiles(disk, paths)
  return [
    ...(files.length === 0 ? [] : [{ kind: 'importFiles' as const, files }]),
    ...requests.flatMap((request): HostEvent[] =>
      request.kind === 'draft' ? [{ kind: 'openDraft', id: request.id }] : [],
    ),
    ...(skipped.length === 0 ? [] : [skippedEvent(skipped)]),
    ...requests.flatMap((request) => (request.kind === 'badLink' ? [badLinkEvent(request.link)] : [])),
  ]
}

/** One sentence about all files that were not opened. */
function skippedEvent(skipped: OpenedFiles['skipped']): HostEvent {
  const list = skipped
    .slice(0, MAX_NAMED_FILES)
    .map(({ name, reason }) => t('open.skippedFile', { name, reason }))
    .join(t('open.listSeparator'))
  const others = skipped.length - MAX_NAMED_FILES
  const what =
    others > 0
      ? t('open.skippedMany', { list, count: others })
      : t('open.skipped', { list, count: skipped.length })
  return problemEvent(what, t('open.safe'), t('open.mend'))
}

function badLinkEvent(link: string): HostEvent {
  const what = t('open.badLink', { link: link.slice(0, MAX_QUOTED_LENGTH).replace(DECEPTIVE, '�') })
  return problemEvent(what, t('open.linkSafe'), t('open.linkMend'))
}

function problemEvent(what: string, safe: string, mend: string): HostEvent {
  return { kind: 'problem', problem: problem('invalid', what, safe, mend).problem }
}
