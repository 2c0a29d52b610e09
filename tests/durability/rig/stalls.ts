import type { Files, OpenFile } from '../../../src/desk/disk/files.ts'

/** A time in which something was not to be had, in milliseconds. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Milliseconds from which the machine stood still: one call to the disk, or a process that did not get to run. */
export const STILL = 100

/** Calls to a disk: what is under way, and which took long. */
export class Calls {
  readonly #now: () => number
  readonly #onLong: (from: number, to: number) => void
  /** In order of their beginning. */
  readonly #underWay = new Set<{ readonly from: number }>()

  constructor(now: () => number, onLong: (from: number, to: number) => void) {
    this.#now = now
    this.#onLong = onLong
  }

  /** When the oldest call that is under way began; 0 when there is none. */
  get since(): number {
    const [oldest] = this.#underWay
    return oldest?.from ?? 0
  }

  async #timed<T>(call: () => Promise<T>): Promise<T> {
    const mine = { from: this.#now() }
    this.#underWay.add(mine)
    try {
      return await call()
    } finally {
      this.#underWay.delete(mine)
      const to = this.#now()
      if (to - mine.from >= STILL) this.#onLong(mine.from, to)
    }
  }

  /** A disk whose calls, as far as keeping an open draft makes them, are timed. */
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

/** How much of a span is in any of these. */
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
