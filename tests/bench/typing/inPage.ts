/**
 * Functions that run inside the measured pages. Playwright sends their source text, so they must not use anything of this
 * module or of another.
 */

/** What a page of peers/typing/ offers; the app's page has none. */
export interface EditorPage {
  /** Creates the editor with its text. */
  readonly open: () => void
  /** How many paragraphs are in the page when all is drawn. */
  readonly paragraphs: number
  /** Puts the caret in the middle; undefined where {@link placeCaret} can do it. */
  readonly placeCaret: (() => void) | undefined
}

declare global {
  interface Window {
    peer?: EditorPage
    /** Milliseconds from a key's event to the task after the frame that shows it, one for each key. */
    keyTimes: number[]
    /** Resolves in the task after the next frame. */
    afterPaint: () => Promise<void>
    /** Resolves when `count` keys have been painted. */
    keysPainted: (count: number) => Promise<void>
  }
}

/**
 * Measures each trusted key. A frame's callback runs before the frame is drawn, and a message posted in it arrives after
 * style, layout and paint of the main thread. The time starts at the event's own time stamp, so that waiting for a busy
 * thread counts.
 */
export function watchKeys(): void {
  const after = (then: () => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = then
      port2.postMessage(null)
    })
  }
  let waiting = { count: 0, done: (): void => undefined }
  window.keyTimes = []
  window.keysPainted = (count) =>
    new Promise<void>((done) => {
      if (window.keyTimes.length >= count) done()
      else waiting = { count, done }
    })
  window.afterPaint = () => new Promise<void>(after)
  window.addEventListener(
    'keydown',
    ({ timeStamp, isTrusted }) => {
      if (!isTrusted) return
      after(() => {
        window.keyTimes.push(performance.now() - timeStamp)
        if (window.keyTimes.length >= waiting.count) waiting.done()
      })
    },
    { capture: true },
  )
}

/**
 * Opens the text and waits until the editor has `paragraphs` paragraphs and they are painted. Returns the milliseconds from
 * the peer's `open()`, or from the click on the draft's row in the app's library (the row whose headline is not `first`).
 * The app's figure includes its call of the desk, and reading and parsing the file.
 */
export async function timeToOpen({
  paragraphs,
  first,
}: {
  readonly paragraphs: number
  readonly first: string
}): Promise<number> {
  const drawn = (): boolean => {
    const root = document.querySelector('#editor [contenteditable="true"], .article[contenteditable="true"]')
    return root !== null && root.querySelectorAll('p, h2').length >= paragraphs
  }
  const rows = Array.from(document.querySelectorAll<HTMLElement>('[aria-label="Drafts"] .draft-open'))
  const row = rows.find(({ textContent }) => !textContent.includes(first))
  const began = performance.now()
  if (window.peer !== undefined) window.peer.open()
  else row?.click()
  while (!drawn()) await new Promise(requestAnimationFrame)
  await window.afterPaint()
  return performance.now() - began
}

/** Puts the caret at the end of the middle paragraph (the middle turn, if there are turns) and scrolls to it. */
export function placeCaret(): void {
  if (window.peer?.placeCaret !== undefined) {
    window.peer.placeCaret()
    return
  }
  const root = document.querySelector<HTMLElement>(
    '#editor [contenteditable="true"], .article[contenteditable="true"]',
  )
  const turns = root?.querySelectorAll('.turn p') ?? []
  const all = turns.length > 0 ? turns : (root?.querySelectorAll('p') ?? [])
  const middle = all[Math.floor(all.length / 2)]
  if (root === null || middle === undefined) throw new Error('the editor holds no paragraph')
  middle.scrollIntoView({ block: 'center' })
  root.focus({ preventScroll: true })
  getSelection()?.selectAllChildren(middle)
  getSelection()?.collapseToEnd()
}
