import type { TextMatch } from './scan.ts'

/** Milliseconds a pattern may take; an article's texts take few for any that is not catastrophic. */
const SCAN_TIMEOUT_MS = 1500

/** Runs a pattern of the writer's apart from the page. Answers null when it took too long. */
export type PatternScan = (
  source: string,
  flags: string,
  texts: readonly string[],
) => Promise<TextMatch[] | null>

let worker: Worker | null = null
let stop: (() => void) | null = null

function end(): void {
  worker?.terminate()
  worker = null
}

/** As {@link PatternScan} says, in a worker. One at a time: a newer question ends the one under way, which answers null. */
export const scanInWorker: PatternScan = (source, flags, texts) => {
  stop?.()
  worker ??= new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const current = worker
  return new Promise((resolve) => {
    const settle = (found: TextMatch[] | null): void => {
      clearTimeout(timer)
      stop = null
      if (found === null) end()
      resolve(found)
    }
    const timer = setTimeout(() => {
      settle(null)
    }, SCAN_TIMEOUT_MS)
    stop = () => {
      settle(null)
    }
    current.onmessage = ({ data }: MessageEvent<TextMatch[]>) => {
      settle(data)
    }
    current.onerror = () => {
      settle(null)
    }
    current.postMessage({ source, flags, texts })
  })
}
