import type { Files, OpenFile } from '../../../src/desk/disk/files.ts'

/** A span of time in which the disk or the process did not respond, in milliseconds. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A call to the disk, or a pause of the process, of this length or more counts as a stall of the machine. */
export const STALL_MS = 100

/** Times the calls to a disk. Reports each slow one to `onLong` and knows the oldest that has not returned. */
export class Calls {
  readonly #now: () => number
  readonly #onLong: (from: number, to: number) => void
  /** Calls that have not returned, in the order of their beginning. */
  readonly #underWay = new Set<{ readonly from: number }>()

  constructor(now: () => number, onLong: (from: number, to: number) => void) {
    this.#now = now
    this.#onLong = onLong
  }

  /** When the oldest call that has not returned began; 0 if there is none. */
  get since(): number {
    const [oldest] = this.#underWay
    return oldest?.from ?? 0
  }

  async #timed<T>(call: () => Promise<T>): Promise<T> {
    const timedCall = { from: this.#now() }
    this.#underWay.add(timedCall)
    try {
      return await call()
    } finally {
      this.#underWay.delete(timedCall)
      const to = this.#now()
      if (to - timedCall.from >= STALL_MS) this.#onLong(timedCall.from, to)
    }
  }

  /** Returns the disk with timers around the calls that an open draft makes. */
  watched(files: Files): Files {
    return {
      ...files,
      open: async (path, flags, mode) => this.#file(await this.#timed(() => files.open(path, flags, mode))),
      readFile: (path) => this.#timed(() => files.readFile(path)),
      stat: (path) => this.#timed(() => files.stat(path)),
      lstat: (path) => this.#timed(() => files.lstat(path)),
      realpath: (path) => this.#timed(() => files.realpath(path)),
      writable: (path) => this.#timed(() => files.writable(path)),
      rename: (from, to) => this.#timed(() => files.rename(from, to)),
      unlink: (path) => this.#timed(() => files.unlink(path)),
    }
  }

  #file(file: OpenFile): OpenFile {
    return {
      write: (bytes) => this.#timed(() => file.write(bytes)),
      sync: () => this.#timed(() => file.sync()),
      stat: () => this.#timed(() => file.stat()),
      truncate: (size) => this.#timed(() => file.truncate(size)),
      close: () => this.#timed(() => file.close()),
    }
  }
}

/** Returns how many milliseconds of a span are covered by the others. */
export function within({ from, to }: Span, spans: readonly Span[]): number {
  let covered = 0
  let upTo = from
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const begin = Math.max(upTo, span.from)
    const end = Math.min(to, span.to)
    if (end <= begin) continue
    covered += end - begin
    upTo = end
  }
  return covered
}
