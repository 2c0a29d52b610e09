import { defineStore } from 'pinia'
import { shallowRef, computed } from 'vue'
import { articleFrom, type Article, type Metadata, type Person } from '../../../src/article/index.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import type { DraftSummary } from '../../../src/desk.ts'

/**
 * A draft on the page without an editor and a desk, for stores that read it. Use it in the place of the real one:
 * `vi.mock('…/stores/draft.ts', async () => ({ useDraft: (await import('./draftDouble.ts')).useDraftDouble }))`.
 */
export const useDraftDouble = defineStore('draft', () => {
  const summary = shallowRef<DraftSummary | null>(null)
  const metadata = shallowRef<Metadata | null>(null)
  const edits = shallowRef(0)
  // Not reactive, as the document in the editor is not.
  let doc: NodeJSON | null = null
  let isEdited = false
  /** Names that were changed in the turns, as the editor would do it. */
  const renamed = shallowRef<readonly (readonly [from: string, to: string])[]>([])

  /** Shows an article as the draft of this id. */
  function show(id: string, article: Article, words = 0): void {
    doc = article.doc
    isEdited = false
    metadata.value = article.metadata
    summary.value = { ...{ id, title: id, state: 'draft', tags: [] }, ...{ words, created: 0, edited: 0 } }
    edits.value += 1
  }

  /** Changes the document as an edit does: counted, and seen by nobody before the next rest. */
  function edit(article: Article): void {
    doc = article.doc
    isEdited = true
    edits.value += 1
  }

  function close(): void {
    summary.value = null
    metadata.value = null
    doc = null
  }

  function setMetadata(change: Partial<Metadata>): void {
    if (metadata.value === null) return
    metadata.value = { ...metadata.value, ...change }
    isEdited = true
    edits.value += 1
  }

  const cast = (): readonly Person[] => metadata.value?.cast ?? []

  function updatePerson(index: number, change: Partial<Person>): void {
    const before = cast()[index]
    if (before === undefined) return
    if (change.name !== undefined) renamed.value = [...renamed.value, [before.name, change.name]]
    setMetadata({ cast: cast().map((known, at) => (at === index ? { ...known, ...change } : known)) })
  }

  function current(): Article | null {
    return doc === null || metadata.value === null ? null : { doc: doc, metadata: metadata.value }
  }

  return {
    ...{ summary, metadata, edits, renamed, id: computed(() => summary.value?.id ?? null) },
    ...{ show, edit, close, setMetadata, updatePerson, current, isEdited: () => isEdited },
  }
})

/** An article of these blocks and this cast. */
export function articleOf(body: NodeJSON[], cast: readonly Person[] = []): Article {
  const article = articleFrom({ headline: 'Tea', body })
  return { ...article, metadata: { ...article.metadata, cast: [...cast] } }
}
