import { done, problem, type Desk, type ExportedFile, type HostServices, type Outcome } from '../../desk.ts'
import { redacted, stackFrames } from '../../text/redact.ts'
import { addressOf } from './dom/address.ts'
import { t } from './i18n.ts'

/** How long a download's data is kept: the browser reads it after this turn of the event loop. */
const DOWNLOAD_LIFETIME_MS = 60_000

/** The errors of this page in a browser, the oldest first. */
const pageErrors: string[] = []
const MAX_PAGE_ERRORS = 100

/** Writes to the browser's clipboard, which it may refuse. */
async function copy(write: (clipboard: Clipboard) => Promise<void>): Promise<Outcome<null>> {
  try {
    await write(navigator.clipboard)
    return done(null)
  } catch {
    return problem(
      'denied',
      t('host.clipboardDenied.what'),
      t('host.clipboardDenied.safe'),
      t('host.clipboardDenied.mend'),
    )
  }
}

/** What needs no desk. */
const ownServices: Omit<HostServices, 'saveJobFile'> = {
  // A browser's page hears no events of its host.
  pageReady: () => Promise.resolve(done(null)),
  saveFile: ({ name, mime, bytes }: ExportedFile): Promise<Outcome<string | null>> => {
    const url = URL.createObjectURL(new Blob([bytes.slice()], { type: mime }))
    const link = Object.assign(document.createElement('a'), { href: url, download: name })
    link.click()
    setTimeout(() => {
      URL.revokeObjectURL(url)
    }, DOWNLOAD_LIFETIME_MS)
    return Promise.resolve(done(name))
  },
  copyText: (text) => copy((clipboard) => clipboard.writeText(text)),
  copyRich: (text, html) =>
    copy((clipboard) => {
      const blobs = { 'text/plain': text, 'text/html': html }
      const items = Object.entries(blobs).map(([type, value]) => [type, new Blob([value], { type })] as const)
      return clipboard.write([new ClipboardItem(Object.fromEntries(items))])
    }),
  chooseLibrary: () =>
    Promise.resolve(
      problem(
        'denied',
        t('host.libraryFixed.what'),
        t('host.libraryFixed.safe'),
        t('host.libraryFixed.mend'),
      ),
    ),
  settingsFile: () => Promise.resolve(done('')),
  // A browser shows no folders; no file has a button for it there.
  showFile: () => Promise.resolve(done(null)),
  showDraft: () => Promise.resolve(done(null)),
  showProgress: () => Promise.resolve(done(null)),
  announceEnd: () => Promise.resolve(done(null)),
  // Rows cannot be dragged in a browser: a page cannot drag a file that it must make first.
  prepareDrag: () => Promise.resolve(done('')),
  startDrag: () => Promise.resolve(done(null)),
  openExternal: (url) => {
    window.open(url, '_blank', 'noopener,noreferrer')
    return Promise.resolve(done(null))
  },
  // No browser lets a page add words to its spelling checker.
  checkSpelling: () => Promise.resolve(done({ acceptsNames: false, missing: [] })),
  // A browser has one title and no list of windows: the page sets the title itself.
  showsDraft: () => Promise.resolve(done(null)),
  // No page can bring another tab to the front. A draft that another tab writes is read only here.
  claimDraft: () => Promise.resolve(done('here' as const)),
  // The browser has asked already, in its own words; notices say why a save failed.
  askBeforeClosing: (state) => Promise.resolve(done(state === 'saving' ? 'wait' : 'stay')),
  openInNewWindow: (id) => {
    window.open(addressOf(id), '_blank', 'noopener')
    return Promise.resolve(done(null))
  },
  // The page's own errors: the host's log is on its terminal.
  logError: (message, stack) => {
    pageErrors.push([`${new Date().toISOString()} ${redacted(message)}`, ...stackFrames(stack)].join(' | '))
    if (pageErrors.length > MAX_PAGE_ERRORS) pageErrors.shift()
    return Promise.resolve(done(null))
  },
  // Electron and Node are not in a browser, which is itself not Galley's.
  appInfo: () => Promise.resolve(done({ electron: '', chromium: '', node: '' })),
  readLog: () => Promise.resolve(done([`Galley, ${navigator.userAgent}`, '', ...pageErrors].join('\n'))),
  setMenus: () => Promise.resolve(done(null)),
  print: () => {
    window.print()
    return Promise.resolve(done(null))
  },
  // The browser's print dialog has "Save as PDF" among its printers.
  savePdf: () => {
    window.print()
    return Promise.resolve(done(null))
  },
  // The browser host is run from its source.
  checkForUpdates: () => Promise.resolve(done({ status: 'none', version: '', notes: '' })),
  installUpdate: () => Promise.resolve(done(null)),
}

/**
 * Returns the host services of a browser: downloads, the clipboard, a new tab. What a browser cannot do, it does not
 * pretend: the page offers it on the desktop alone.
 */
export function browserServices(desk: Pick<Desk, 'readJob'>): HostServices {
  return {
    ...ownServices,
    saveJobFile: async (job) => {
      const outcome = await desk.readJob(job)
      if (!outcome.ok) return outcome
      const { file = '' } = outcome.value
      // The host streams the file: a backup may be larger than the page's memory.
      const href = `/jobs/${encodeURIComponent(job)}/${encodeURIComponent(file)}`
      Object.assign(document.createElement('a'), { href, download: file }).click()
      return done(file)
    },
  }
}
