/** What a journal needs of the draft it is kept for. */
export interface JournalOptions {
  /** Appends lines to the journal that belongs to `base`. Answers whether they are on the disk. */
  readonly append: (base: string, lines: string) => Promise<boolean>
  /** Told after every append whether the journal takes what is typed; where it does not, saves alone keep it. */
  readonly onTaken?: (takes: boolean) => void
  /** Milliseconds that what is typed is gathered, so that the call is made after the key is painted, not before. */
  readonly gather?: number
}

export interface Journal {
  /** Something changed: the JSON of its ProseMirror steps, or of the metadata. On the key path, so it only notes. */
  add(entry: unknown): void
  /**
   * Runs a save, which reads the document at once, before it waits for anything. It is told how many of the journal's
   * lines are in what it reads, also those that are still on their way. What is added goes on to the disk, however long
   * the save takes; once it has answered with the file's new revision, the journal goes on from that. One at a time.
   */
  around(save: (noted: number) => Promise<string | null>): Promise<void>
  /** The file is at this revision now and holds everything noted so far. */
  begin(base: string): void
}

/** Keeps on the disk what was typed since the last snapshot, a keystroke behind. One call is under way at a time. */
export function createJournal({ append, onTaken = () => undefined, gather = 20 }: JournalOptions): Journal {
  let base = ''
  /** Everything since the snapshot, and how much of it is on the disk. */
  let entries: string[] = []
  let appended = 0
  let line: Promise<void> = Promise.resolve()
  let waiting = false
  /** Appends refused in a row. */
  let refused = 0

  async function flush(): Promise<void> {
    waiting = false
    const upTo = entries.length
    if (base === '' || upTo === appended) return
    const fresh = entries.slice(appended, upTo)
    const isTaken = await append(base, `${fresh.join('\n')}\n`)
    if (isTaken) appended = upTo
    refused = isTaken ? 0 : refused + 1
    // Once may be for a file that a save has just taken the place of; twice, and the snapshots keep what is typed.
    onTaken(refused < 2)
    if (refused === 1) flushLater()
  }

  function flushLater(): void {
    if (waiting) return
    waiting = true
    setTimeout(() => void enqueue(flush), gather)
  }

  function enqueue(task: () => Promise<void>): Promise<void> {
    line = line.then(task, task)
    return line
  }

  function ended(held: number, revision: string | null): Promise<void> {
    return enqueue(async () => {
      if (revision !== null) {
        base = revision
        entries = entries.slice(held)
        appended = Math.max(0, appended - held)
      }
      await flush()
    })
  }

  return {
    add(entry) {
      entries.push(JSON.stringify(entry))
      flushLater()
    },
    async around(save) {
      const held = entries.length
      let revision: string | null = null
      try {
        revision = await save(held)
      } finally {
        await ended(held, revision)
      }
    },
    begin(revision) {
      base = revision
      entries = []
      appended = 0
    },
  }
}
