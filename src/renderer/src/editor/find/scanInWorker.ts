import type { TextMatch } from './scan.ts'

/** A pattern may take this long. Only catastrophic backtracking takes more than a few milliseconds for an article. */
const SCAN_TIMEOUT_MS = 1500

/** Scans texts for a writer's own pattern; resolves to null if that takes too long. */
export type PatternScan = (
  source: string,
  flags: string,
  texts: readonly string[],
) => Promise<TextMatch[] | null>

let worker: Worker | null = null
let stop: (() => void) | null = null

function endWorker(): void {
  worker?.terminate()
  worker = null
}

/** Scans in a worker, so that the page never hangs. One scan at a time: a newer one ends the older, which resolves to null. */
export const scanInWorker: PatternScan = (source, flags, texts) => {
  stop?.()
  worker ??= new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const current = worker
  return new Promise((resolve) => {
    const finish = (found: TextMatch[] | null): void => {
      clearTimeout(timer)
      stop = null
      if (found === null) endWorker()
      resolve(found)
    }
    const timer = setTimeout(() => {
      finish(null)
    }, SCAN_TIMEOUT_MS)
    stop = () => {
      finish(null)
    }
    current.onmessage = ({ data }: MessageEvent<TextMatch[]>) => {
      finish(data)
    }
    current.onerror = () => {
      finish(null)
    }
    current.postMessage({ source, flags, texts })
  })
}
