import type { Settings } from '../../desk.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** How often versions are kept, and for how long. Milliseconds. */
export interface VersionPolicy {
  /** The time between two versions of pauses; 0 keeps one at each. */
  readonly intervalMs: number
  /** Open time after which a version without a name is removed; Infinity for never. See thinning.ts. */
  readonly lifetimeMs: number
}

/** Keeps a version at each pause, for ever. */
export const KEEP_ALL: VersionPolicy = { intervalMs: 0, lifetimeMs: Infinity }

/** Returns the policy that the writer chose. A setting without a number keeps more. */
export function versionPolicy({
  versionInterval,
  versionLifetime,
}: Pick<Settings, 'versionInterval' | 'versionLifetime'>): VersionPolicy {
  return {
    intervalMs: (Number(versionInterval) || 0) * MINUTE_MS,
    lifetimeMs: (Number(versionLifetime) || Infinity) * DAY_MS,
  }
}
