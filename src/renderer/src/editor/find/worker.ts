import { scan } from './scan.ts'

/** A thread of its own for the writer's own patterns: one that never ends can be ended. */
self.onmessage = ({ data }: MessageEvent<{ source: string; flags: string; texts: readonly string[] }>) => {
  self.postMessage(scan(data.source, data.flags, data.texts))
}
