import type { App, WebContents } from 'electron'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HostEvent } from '../../desk.ts'

/**
 * The smoke run: does what a writer does, in the real window, and looks at what came of it on the disk. It is loaded only
 * for that. It prints one line of JSON to stdout and quits with 0; or the reason to stderr, and exits with 1.
 *
 * It drives the page as a hand and a menu do: text into the focused field, a menu's command, and the calls of
 * `window.galley`. It knows the roles of the page's elements, and nothing else of the page.
 */

/** The folders of a smoke run, all of them new. */
export interface SmokeFolders {
  /** Electron's `userData`. */
  readonly userData: string
  readonly library: string
}

export interface SmokeParts {
  readonly app: Pick<App, 'getVersion' | 'isPackaged' | 'quit' | 'exit'>
  readonly contents: Pick<WebContents, 'executeJavaScript' | 'insertText' | 'printToPDF' | 'capturePage'>
  /** Sends an event to the page, as a menu does. */
  readonly send: (event: HostEvent) => void
  readonly folders: SmokeFolders
  /** When the process started, in milliseconds since 1970. */
  readonly startedAt: number
  /** Reads the fuses of the running program, by name. */
  readonly readFuses: () => Promise<Readonly<Record<string, boolean>>>
  readonly print: (line: string) => void
  readonly printError: (line: string) => void
  /** For the whole run. */
  readonly timeoutMs?: number
}

/** What a smoke run saw. */
interface SmokeReport {
  readonly galley: string
  readonly electron: string
  readonly chrome: string
  readonly node: string
  readonly system: string
  readonly isPackaged: boolean
  /** From the start of the process; null if Chromium tells no paint. */
  readonly firstPaintMs: number | null
  /** Null if the program is not packaged: its fuses are then Electron's. */
  readonly fuses: Readonly<Record<string, boolean>> | null
  /** True if the draft's file has what was typed. */
  readonly isSaved: boolean
  /** The settings as they were read back, of those that were changed. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Headlines of the drafts that the index finds by a word that was typed. */
  readonly found: readonly string[]
  readonly pdfBytes: number
  readonly picture: { readonly bytes: number; readonly width: number; readonly height: number }
}

const HEADLINE = 'A smoke run'
const WORDS = 'Typed by a machine, and read back: quokka.'
/** A word of {@link WORDS} that the index is asked for. */
const SEARCHED = 'quokka'

const TIMEOUT_MS = 60_000
const POLL_MS = 100
/** How long quitting may take, and with it the last save. */
const QUIT_TIMEOUT_MS = 20_000

/** Runs the smoke run, reports it and ends the app. Never rejects. */
export async function runSmoke(parts: SmokeParts): Promise<void> {
  const { app, print, printError, timeoutMs = TIMEOUT_MS } = parts
  const deadline = Date.now() + timeoutMs
  try {
    const late = new Promise<never>((_resolve, reject) => {
      setTimeout(() => {
        reject(new Error(`it took longer than ${String(timeoutMs)} ms`))
      }, timeoutMs).unref()
    })
    print(JSON.stringify(await Promise.race([exercise(parts, deadline), late])))
  } catch (cause) {
    printError(`The smoke run failed: ${cause instanceof Error ? cause.message : String(cause)}`)
    app.exit(1)
    return
  }
  setTimeout(() => {
    printError('The smoke run failed: Galley does not quit')
    app.exit(1)
  }, QUIT_TIMEOUT_MS).unref()
  app.quit()
}

async function exercise(parts: SmokeParts, deadline: number): Promise<SmokeReport> {
  const { app, contents, folders } = parts
  const wait = waitUntil(deadline)
  await writeDraft(parts, wait)
  await wait('the draft is on the disk', async () => (await savedText(folders.library)).includes(WORDS))
  parts.send({ kind: 'command', id: 'view.focusMode' })
  await wait('a setting is on the disk', async () => (await savedSettings(folders)).focusMode === true)
  const found = await wait('the index finds the draft', () => search(contents))
  const pdf = await contents.printToPDF({ printBackground: true })
  if (pdf.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Error('what was printed is no PDF')
  const picture = await contents.capturePage()
  const isSaved = (await savedText(folders.library)).includes(HEADLINE)
  const { focusMode } = await savedSettings(folders)
  return {
    galley: app.getVersion(),
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
    system: `${process.platform}-${process.arch}`,
    isPackaged: app.isPackaged,
    firstPaintMs: await firstPaintMs(parts),
    fuses: app.isPackaged ? await parts.readFuses() : null,
    isSaved,
    settings: { focusMode },
    found,
    pdfBytes: pdf.length,
    picture: { bytes: picture.toPNG().length, ...picture.getSize() },
  }
}

type Wait = <T>(what: string, look: () => Promise<T | false | null>) => Promise<T>

/** Returns a function that looks for something until it is there, and throws at the deadline, in ms since 1970. */
function waitUntil(deadline: number): Wait {
  return async (what, look) => {
    for (;;) {
      const seen = await look()
      if (seen !== false && seen !== null) return seen
      if (Date.now() > deadline) throw new Error(`it waited in vain until ${what}`)
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }
}

/** Makes a draft and types its headline and first paragraph. */
async function writeDraft({ contents, send }: SmokeParts, wait: Wait): Promise<void> {
  // Before the page is loaded, there is nothing to ask.
  await wait('the page is loaded', () => ask(contents, IS_LOADED).catch(() => false))
  await wait('no dialog is open', () => ask(contents, CLOSE_DIALOG))
  send({ kind: 'command', id: 'article.new' })
  await wait('the draft is shown', () => ask(contents, `${FIELDS}.length > 1`))
  await contents.executeJavaScript(caretIn(0))
  await contents.insertText(HEADLINE)
  await contents.executeJavaScript(caretIn(-1))
  await contents.insertText(WORDS)
}

/** True once the page has replaced the frame that is painted first: only then it listens to commands. */
const IS_LOADED = 'document.querySelector(\'main :is(h1, h2, [role="textbox"])\') !== null'

/** The text fields of the article, from the headline to the body. */
const FIELDS = `[...document.querySelectorAll('.article [role="textbox"]')]`

/** Closes the dialog of a first start with the Escape key; true once none is open. */
const CLOSE_DIALOG = `(() => {
  if (document.querySelector('[role="dialog"]') === null) return true
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true }))
  return false
})()`

/** Returns a script that sets the caret into a field. @param index from the end if negative */
function caretIn(index: number): string {
  return `(async () => {
  const field = ${FIELDS}.at(${String(index)})
  const target = field.querySelector('p') ?? field
  field.closest('[contenteditable="true"]')?.focus()
  getSelection().collapse(target, 0)
  await new Promise((resolve) => setTimeout(resolve, 100))
})()`
}

async function ask(contents: SmokeParts['contents'], condition: string): Promise<boolean> {
  return (await contents.executeJavaScript(condition)) === true
}

/** Returns the headlines of the drafts with the searched word, by the page's own call; null if there are none yet. */
async function search(contents: SmokeParts['contents']): Promise<readonly string[] | null> {
  const query = { text: SEARCHED, state: '', tag: '', person: '', sort: 'edited', offset: 0, limit: 10 }
  const script = `window.galley.listDrafts(${JSON.stringify(query)})
    .then((outcome) => outcome.ok ? outcome.value.rows.map((row) => row.title) : [])`
  const titles = (await contents.executeJavaScript(script)) as readonly string[]
  return titles.length === 0 ? null : titles
}

async function firstPaintMs({ contents, startedAt }: SmokeParts): Promise<number | null> {
  const script = `(() => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0]
    return paint === undefined ? null : performance.timeOrigin + paint.startTime
  })()`
  const paintedAt = (await contents.executeJavaScript(script)) as number | null
  return paintedAt === null ? null : Math.round(paintedAt - startedAt)
}

/** Returns the text of the library's article files. */
async function savedText(library: string): Promise<string> {
  const entries = await readdir(library, { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  const files = folders.map(({ name }) =>
    readFile(join(library, name, 'article.json'), 'utf8').catch(() => ''),
  )
  return (await Promise.all(files)).join('\n')
}

async function savedSettings({ userData }: SmokeFolders): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(join(userData, 'settings.json'), 'utf8').catch(() => '{}')
  return JSON.parse(text) as Readonly<Record<string, unknown>>
}
