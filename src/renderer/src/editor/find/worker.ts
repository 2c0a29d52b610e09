import { scan } from './scan.ts'

/** The worker for writers' own patterns: one that never returns can be terminated. */
self.onmessage = ({ data }: MessageEvent<{ source: string; flags: string; texts: readonly string[] }>) => {
  self.postMessage(scan(data.source, data.flags, data.texts))
}
