/** What a journal needs of the draft it is kept for. */
export interface JournalOptions {
  /** Appends lines to the journal that belongs to `base`. Answers whether they are on the disk. */
  readonly append: (base: string, lines: string) => Promise<boolean>
  /** Milliseconds that what is typed is gathered, so that the call is made after the key is painted, not before. */
  readonly gather?: number
}

export interface Journal {
  /** Something changed: the JSON of its ProseMirror steps, or of the metadata. On the key path, so it only notes. */
  add(entry: unknown): void
  /**
   * Runs a save and says from which revision on the journal goes: what was added before `save` read the document is in
   * the snapshot, what came after is appended anew to the new revision's journal.
   */
  around(save: () => Promise<string | null>): Promise<void>
  /** The file is at this revision now and holds everything noted so far. */
  begin(base: string): void
}

/**
 * Keeps on the disk what was typed since the last snapshot, a keystroke behind. One call is under way at a time, and
 * saves wait their turn in the same line, so that no line ever reaches the journal of another revision.
 */
export function createJournal({ append, gather = 20 }: JournalOptions): Journal {
  let base = ''
  /** Everything since the snapshot, and how much of it is on the disk. */
  let entries: string[] = []
  let appended = 0
  let line: Promise<void> = Promise.resolve()
  let waiting = false

  async function flush(): Promise<void> {
    waiting = false
    const upTo = entries.length
    if (base === '' || upTo === appended) return
    const fresh = entries.slice(appended, upTo)
    // A journal that cannot be written costs nothing: the snapshot follows within its second.
    if (await append(base, `${fresh.join('\n')}\n`)) appended = upTo
  }

  function enqueue(task: () => Promise<void>): Promise<void> {
    line = line.then(task, task)
    return line
  }

  return {
    add(entry) {
      entries.push(JSON.stringify(entry))
      if (waiting) return
      waiting = true
      setTimeout(() => void enqueue(flush), gather)
    },
    around(save) {
      return enqueue(async () => {
        const held = entries.length
        const revision = await save()
        if (revision === null) return
        base = revision
        entries = entries.slice(held)
        appended = 0
        await flush()
      })
    },
    begin(revision) {
      base = revision
      entries = []
      appended = 0
    },
  }
}
