import { parseArticle, replay, stringifyArticle } from '../../../src/article/index.ts'
import {
  done,
  problem,
  type DraftSummary,
  type EmbedDetails,
  type OpenDraft,
  type Outcome,
} from '../../../src/desk.ts'

/** As the desk does: each opening has numbers of its own. */
const LINES_PER_OPENING = 1_000_000

interface ModelDraft {
  readonly id: string
  article: string
  revision: string
  saveKey: string
  /** Lines on the disk that the file does not include, by number. */
  journal: Map<number, string>
  nextLine: number
  opening: string
  /** The page that writes it; null while none does. */
  page: string | null
  readonly images: Set<string>
  readonly kept: { readonly reason: string; readonly article: string }[]
}

const no = (code: Parameters<typeof problem>[0]): Outcome<never> => problem(code, code, '', '')

/** The contract of `src/desk.ts` in memory: one writing page, numbered lines, save keys, openings. */
export class DeskModel {
  readonly drafts = new Map<string, ModelDraft>()
  /** Drafts that are copies, by the draft that they were copied from. */
  readonly copies = new Map<string, string[]>()
  #count = 0

  #next(): string {
    this.#count += 1
    return this.#count.toString(16)
  }

  add(id: string, article: string): ModelDraft {
    const draft: ModelDraft = {
      ...{ id, article, revision: this.#next().padStart(64, '0'), saveKey: '' },
      ...{ journal: new Map<number, string>(), nextLine: 0, opening: '', page: null },
      ...{ images: new Set<string>(), kept: [] },
    }
    this.drafts.set(id, draft)
    return draft
  }

  /** Somebody else writes the file. */
  writeOutside(id: string, article: string): void {
    this.#write(this.must(id), article, '')
  }

  must(id: string): ModelDraft {
    const draft = this.drafts.get(id)
    if (draft === undefined) throw new Error(`there is no draft ${id}`)
    return draft
  }

  /** What an opening after a crash would show. */
  durable(id: string): string {
    const { article, journal } = this.must(id)
    const lines = [...journal].sort(([one], [other]) => one - other)
    const { article: whole } = replay(
      parseArticle(article),
      lines.map(([, line]): unknown => JSON.parse(line)),
    )
    return stringifyArticle(whole, 0)
  }

  endPage(page: string): void {
    for (const draft of this.drafts.values()) if (draft.page === page) draft.page = null
  }

  /** The host is started anew: it knows no page, and what is on the disk is there. */
  restart(): void {
    for (const draft of this.drafts.values()) draft.page = null
  }

  /** The calls of one page; each is carried out at once. */
  callsOf(page: string) {
    return {
      createDraft: (article: string) => this.#create(page, article),
      openDraft: (id: string) => this.#open(page, id),
      reopenDraft: (id: string, opening: string, base: string, key: string) =>
        this.#reopen(page, id, { opening, base, key }),
      saveDraft: (id: string, article: string, base: string, line?: number, key?: string) =>
        this.#save(page, id, { article, base, line, key }),
      saveCopy: (id: string, article: string) => this.#saveCopy(page, id, article),
      trashDraft: (id: string): Outcome<null> => {
        this.drafts.delete(id)
        return done(null)
      },
      appendJournal: (id: string, from: number, lines: string) => this.#append(page, id, from, lines),
      closeDraft: (id: string): Outcome<null> => {
        const draft = this.drafts.get(id)
        if (draft?.page === page) draft.page = null
        return done(null)
      },
      addImage: (id: string, name: string, _bytes: Uint8Array) => this.#addImage(id, name),
      fetchImage: (id: string, _url: string) => this.#addImage(id, 'fetched.png'),
      fetchEmbed: (id: string, _url: string): Outcome<EmbedDetails> => {
        const stored = this.#addImage(id, 'fetched.png')
        return stored.ok ? done({ title: 'The reel', author: 'KBC', picture: stored.value }) : stored
      },
      cancelEmbed: (_id: string, _url: string): Outcome<null> => done(null),
      copyImages: (id: string, from: string, names: readonly string[]) => this.#copyImages(id, from, names),
      keepRevision: (id: string, reason: string, name: string, article?: string) => {
        const draft = this.drafts.get(id)
        if (draft === undefined) return no('not-found')
        draft.kept.push({ reason, article: article ?? draft.article })
        return done({ number: draft.kept.length, at: 0, reason: 'named' as const, name, words: 0 })
      },
    }
  }

  #summary(draft: ModelDraft): DraftSummary {
    return { id: draft.id, title: draft.id, state: 'draft', tags: [], words: 1, created: 0, edited: 0 }
  }

  #opened(draft: ModelDraft, notices: readonly string[] = []): OpenDraft {
    const { article, revision, opening, nextLine } = draft
    return { summary: this.#summary(draft), article, revision, notices, opening, nextLine }
  }

  #write(draft: ModelDraft, article: string, key: string): void {
    draft.article = article
    draft.revision = this.#next().padStart(64, '0')
    draft.saveKey = key
  }

  #begin(draft: ModelDraft, page: string): void {
    this.#count += 1
    draft.opening = this.#count.toString(16).padStart(16, '0')
    draft.nextLine = this.#count * LINES_PER_OPENING
    draft.journal.clear()
    draft.page = page
  }

  #create(page: string, article: string): Outcome<OpenDraft> {
    const draft = this.add(`draft-${this.#next()}`, article)
    this.#begin(draft, page)
    return done(this.#opened(draft))
  }

  #open(page: string, id: string): Outcome<OpenDraft> {
    const draft = this.drafts.get(id)
    if (draft === undefined) return no('not-found')
    if (draft.page !== null && draft.page !== page)
      return done({ ...this.#opened(draft), opening: '', nextLine: 0, lockedBy: 'another window' })
    // The page that has it open looks at the file anew; its own lines are on the page.
    if (draft.page === null && draft.journal.size > 0) this.#write(draft, this.durable(id), '')
    this.#begin(draft, page)
    return done(this.#opened(draft))
  }

  #reopen(
    page: string,
    id: string,
    { opening, base, key }: { opening: string; base: string; key: string },
  ): Outcome<{ revision: string; nextLine: number }> {
    const draft = this.drafts.get(id)
    if (draft === undefined) return no('not-found')
    if (draft.page !== null && draft.page !== page) return no('locked')
    if (draft.revision !== base && (key === '' || draft.saveKey !== key)) return no('changed-outside')
    if (draft.opening !== opening) {
      if (draft.journal.size > 0) return no('changed-outside')
      draft.opening = opening
      draft.nextLine = 0
    }
    draft.page = page
    return done({ revision: draft.revision, nextLine: draft.nextLine })
  }

  #save(
    page: string,
    id: string,
    request: { article: string; base: string; line: number | undefined; key: string | undefined },
  ): Outcome<{ summary: DraftSummary; revision: string }> {
    const draft = this.drafts.get(id)
    if (draft === undefined) return no('not-found')
    if (draft.page !== page) return no(draft.page === null ? 'not-open' : 'locked')
    const { article, base, line = draft.nextLine, key = '' } = request
    if (draft.revision !== base && (key === '' || draft.saveKey !== key)) return no('changed-outside')
    this.#write(draft, article, key)
    for (const number of draft.journal.keys()) if (number < line) draft.journal.delete(number)
    draft.nextLine = Math.max(draft.nextLine, line)
    return done({ summary: this.#summary(draft), revision: draft.revision })
  }

  #saveCopy(page: string, id: string, article: string): Outcome<OpenDraft> {
    const copy = this.#create(page, article)
    if (!copy.ok) return copy
    this.copies.set(id, [...(this.copies.get(id) ?? []), copy.value.summary.id])
    const images = this.drafts.get(id)?.images ?? []
    for (const name of images) this.must(copy.value.summary.id).images.add(name)
    return copy
  }

  #append(page: string, id: string, from: number, lines: string): Outcome<null> {
    const draft = this.drafts.get(id)
    if (draft === undefined) return no('not-found')
    if (draft.page !== page) return no('not-open')
    if (draft.nextLine === 0) draft.nextLine = from
    if (from > draft.nextLine) return no('invalid')
    for (const [index, line] of lines.trimEnd().split('\n').entries()) {
      if (from + index < draft.nextLine) continue
      draft.journal.set(from + index, line)
      draft.nextLine = from + index + 1
    }
    return done(null)
  }

  #addImage(id: string, name: string): Outcome<{ src: string; width: number; height: number }> {
    const draft = this.drafts.get(id)
    if (draft === undefined) return no('not-found')
    draft.images.add(name)
    return done({ src: `images/${name}`, width: 4, height: 3 })
  }

  #copyImages(id: string, from: string, names: readonly string[]): Outcome<readonly string[]> {
    const source = this.drafts.get(from)?.images ?? new Set<string>()
    const draft = this.drafts.get(id)
    if (draft === undefined) return no('not-found')
    for (const name of names) if (source.has(name)) draft.images.add(name)
    return done(names.filter((name) => !source.has(name)))
  }
}
