import { sha256 } from '../../sha256.ts'
import type { PictureCopy } from '../thread/jobs.ts'
import type { PicturePlan } from './plan.ts'

/** The rendered pictures of the last exports stay in memory up to this size. */
const MAX_CACHE_BYTES = 96 * 1024 * 1024

/** Rendered pictures by the hash of their bytes and by their plan, so that a second export is quick. The oldest leave first. */
export class RenderCache {
  readonly #entries = new Map<string, readonly PictureCopy[]>()
  #size = 0

  key(bytes: Uint8Array, plan: PicturePlan): string {
    return `${sha256(bytes)} ${JSON.stringify(plan)}`
  }

  get(key: string): readonly PictureCopy[] | undefined {
    const found = this.#entries.get(key)
    if (found === undefined) return undefined
    // Used last: moved to the end.
    this.#entries.delete(key)
    this.#entries.set(key, found)
    return found
  }

  set(key: string, copies: readonly PictureCopy[]): void {
    if (this.#entries.has(key)) return
    this.#entries.set(key, copies)
    this.#size += sizeOf(copies)
    for (const [oldest, entry] of this.#entries) {
      if (this.#size <= MAX_CACHE_BYTES) break
      this.#entries.delete(oldest)
      this.#size -= sizeOf(entry)
    }
  }
}

function sizeOf(copies: readonly PictureCopy[]): number {
  return copies.reduce((sum, { bytes }) => sum + bytes.length, 0)
}
