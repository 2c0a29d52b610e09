import { DESK_CALLS, type CallName } from '../../calls.ts'
import { done, problem, type Desk, type ExportedFile, type HostServices, type Outcome } from '../../desk.ts'
import { fromWire, toWire } from '../../wire.ts'

/** The page's sole access to the machine: Electron's bridge where there is one, else the browser host over loopback. */

declare global {
  interface Window {
    readonly galley?: Desk & HostServices
  }
}

async function call(name: CallName, values: readonly unknown[]): Promise<unknown> {
  try {
    const response = await fetch(`/desk/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: toWire(values),
    })
    const text = await response.text()
    if (response.ok) return fromWire(text)
    return problem(
      'unreachable',
      `Galley’s host refused the page (${String(response.status)}).`,
      'What was saved is safe on the disk; what you see is still here.',
      'Open the address that Galley printed when it started.',
    )
  } catch {
    return problem(
      'unreachable',
      'Galley’s host does not answer.',
      'What was saved is safe on the disk; what you see is still here.',
      'Start Galley again; this page goes on trying.',
    )
  }
}

function overLoopback(): Desk {
  const calls = Object.keys(DESK_CALLS) as (keyof Desk)[]
  return Object.fromEntries(
    calls.map((name) => [name, (...values: unknown[]) => call(name, values)]),
  ) as unknown as Desk
}

/** What the browser itself does for its writer: downloads, the clipboard, a new tab. */
const inBrowser: HostServices = {
  saveFile: ({ name, mime, bytes }: ExportedFile): Promise<Outcome<string | null>> => {
    const url = URL.createObjectURL(new Blob([bytes.slice()], { type: mime }))
    const link = Object.assign(document.createElement('a'), { href: url, download: name })
    link.click()
    // The download reads the blob after this turn of the event loop; a minute is ample.
    setTimeout(() => {
      URL.revokeObjectURL(url)
    }, 60_000)
    return Promise.resolve(done(name))
  },
  copyText: async (text) => {
    try {
      await navigator.clipboard.writeText(text)
      return done(null)
    } catch {
      return problem(
        'denied',
        'The browser did not let Galley use the clipboard.',
        'Nothing was changed.',
        'Save to a file instead.',
      )
    }
  },
  takeJobFile: async (job) => {
    const outcome = await desk.readJob(job)
    if (!outcome.ok) return outcome
    const { file = '' } = outcome.value
    // The host streams it: a back-up may be larger than a page can hold.
    const href = `/jobs/${encodeURIComponent(job)}/${encodeURIComponent(file)}`
    Object.assign(document.createElement('a'), { href, download: file }).click()
    return done(file)
  },
  chooseLibrary: () =>
    Promise.resolve(
      problem(
        'denied',
        'In the browser Galley cannot change its drafts folder.',
        'Your drafts are where they were.',
        'Stop Galley and start it with the folder you want: npm start -- --library DIR',
      ),
    ),
  openExternal: (url) => {
    window.open(url, '_blank', 'noopener,noreferrer')
    return Promise.resolve(done(null))
  },
  // A browser lets no page teach its spelling checker.
  checkSpelling: () => Promise.resolve(done(false)),
}

export const desk: Desk = window.galley ?? overLoopback()
export const host: HostServices = window.galley ?? inBrowser

/** Where the page shows a draft's own picture from; both hosts serve this path. */
export function draftImageUrl(id: string, src: string): string {
  return `/drafts/${encodeURIComponent(id)}/${src.split('/').map(encodeURIComponent).join('/')}`
}
