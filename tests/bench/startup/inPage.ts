/**
 * Runs inside the measured pages, before anything of theirs. Playwright sends the source text, so that nothing of this
 * module or of another can be used.
 */

/** What a page tells of its start. Milliseconds since 1970, by the clock of the machine. */
export interface PageTimes {
  readonly paintedAt: number
  readonly editableAt: number
}

declare global {
  interface Window {
    /** Has the driver press one key. */
    pressBenchKey?: () => Promise<void>
    /** Tells the driver that a key is in the text and painted. */
    reportStart?: (times: PageTimes) => Promise<void>
  }
}

/**
 * Watches a page start. As soon as there is an editor, the editor gets the focus, as from a click, and the driver presses a
 * key, again and again until it is in the text. Where the app shows a button that makes a draft instead, the button is clicked
 * at once, as a writer who had waited for it would.
 */
export function watchStart({ key, start }: { readonly key: string; readonly start: string }): void {
  if (window !== window.top || location.href === 'about:blank') return
  const RETRY_MS = 50
  // The clock of the page was set when its process started, and may differ from the machine's by now.
  const offset = Date.now() - performance.now()
  const paint = new Promise<number>((resolve) => {
    new PerformanceObserver((list) => {
      for (const { name, startTime } of list.getEntries())
        if (name === 'first-contentful-paint') resolve(startTime)
    }).observe({ type: 'paint', buffered: true })
  })
  let isStarted = false
  let triedAt = -Infinity
  const finish = (): void => {
    observer.disconnect()
    clearInterval(timer)
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        const editableAt = offset + performance.now()
        void paint.then((startTime) => window.reportStart?.({ paintedAt: offset + startTime, editableAt }))
      }
      port2.postMessage(null)
    })
  }
  const look = (): void => {
    const editor = document.querySelector<HTMLElement>('[contenteditable="true"]')
    if (editor?.textContent.includes(key) === true) {
      finish()
      return
    }
    if (editor !== null && performance.now() - triedAt > RETRY_MS) {
      triedAt = performance.now()
      editor.focus()
      if (document.activeElement === editor) void window.pressBenchKey?.()
    }
    const button = editor === null && !isStarted ? document.querySelector<HTMLElement>(start) : null
    if (button === null) return
    isStarted = true
    button.click()
  }
  const observer = new MutationObserver(look)
  const timer = setInterval(look, RETRY_MS)
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
}
