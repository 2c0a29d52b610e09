/** What runs inside the pages that are measured. Sent over as source, so nothing here may reach for a module. */

declare global {
  interface Window {
    /** Milliseconds from a key's event to the task after the frame that shows it, one for each key. */
    keyTimes: number[]
    afterPaint: () => Promise<void>
    /** Resolves once so many keys have been painted. */
    keysPainted: (count: number) => Promise<void>
  }
}

/**
 * A frame's callbacks run before it is drawn, a message posted from one runs after: style, layout and paint of the
 * main thread lie between. The beginning is the event's own time stamp, so that waiting for a busy thread counts.
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
 * Opens the text, waits until the editor holds so many paragraphs and they are painted. Milliseconds since a peer was told
 * to open, or since the draft's row in the app's library was clicked (the row that is not `first`): asking the desk,
 * reading and parsing the file is in the app's figure.
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

/** Puts the caret at the end of the middle paragraph (of a turn, where there are turns) and brings it into sight. */
export function placeCaret(): void {
  if (window.peer?.place !== undefined) {
    window.peer.place()
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
