import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Article } from '../../../../article/index.ts'
import { MAX_LIST_ROWS, type LibraryRow } from '../../../../desk.ts'
import { desk } from '../../desk.ts'
import { t } from '../../i18n.ts'
import { useDraft, withNewDraftSettings } from '../draft.ts'
import { useLibrary } from '../library.ts'
import { useNotices } from '../notices.ts'
import { useSettings } from '../settings.ts'
import type { StockTemplate } from './templates/names.ts'

/** A draft made from a template is a draft like any other, without the template's address and state. */
function draftFrom(article: Article): Article {
  const { metadata } = article
  return {
    ...article,
    metadata: {
      ...metadata,
      slug: '',
      canonical: '',
      state: 'draft',
      template: undefined,
      deadline: undefined,
    },
  }
}

/** A template keeps all but what belongs to one article: its address, state and day. */
function templateFrom(article: Article): Article {
  return { ...article, metadata: { ...draftFrom(article).metadata, template: true } }
}

/**
 * The templates that new drafts are made from: four of Galley's own, and drafts of the library that the writer saved as such. A
 * template of the library is a draft with `metadata.template`: it is opened, saved, backed up and synced as one, and
 * only the list of drafts leaves it out.
 */
export const useTemplates = defineStore('templates', () => {
  const draft = useDraft()
  const library = useLibrary()
  const notices = useNotices()
  /** The library's templates as of the last {@link load}, by title. */
  const own = shallowRef<readonly LibraryRow[]>([])

  async function load(): Promise<void> {
    const outcome = await desk.listDrafts({
      ...{ text: '', state: '', tag: '', person: '', sort: 'title' },
      ...{ templates: true, offset: 0, limit: MAX_LIST_ROWS },
    })
    if (outcome.ok) own.value = outcome.value.rows
    else notices.problem(outcome.problem)
  }

  /** Makes a draft of one of Galley's templates and shows it. */
  async function create(name: StockTemplate): Promise<void> {
    // Its words are loaded at the first use. In the language of new drafts, with their byline.
    const { stockArticle } = await import('./templates/stock.ts')
    const language = useSettings().settings.newDraftLanguage || 'en'
    await draft.create(withNewDraftSettings(stockArticle(name, language)))
  }

  /** Makes a draft of a template of the library, its pictures included, and shows it. */
  async function createFrom(id: string): Promise<void> {
    const outcome = await draft.duplicate(id, draftFrom)
    if (outcome.ok) await draft.open(outcome.value.id)
    else notices.problem(outcome.problem)
  }

  /** Saves a copy of a draft as a template; the draft itself stays as it is. */
  async function saveAs(id: string): Promise<void> {
    const outcome = await draft.duplicate(id, templateFrom)
    if (!outcome.ok) {
      notices.problem(outcome.problem)
      return
    }
    const title = outcome.value.title || t('common.untitled')
    notices.toast(t('stores.templates.saved', { title }))
    await load()
  }

  /** Moves a template to the trash, with Undo. */
  async function remove(id: string): Promise<void> {
    const title = own.value.find((row) => row.id === id)?.title ?? ''
    await draft.moveToTrash(id, async (saved) => {
      const refusal = await library.trashQuietly(saved)
      if (refusal !== null) notices.problem(refusal)
      else library.offerRestore([saved], title === '' ? t('common.untitled') : title)
      return refusal === null
    })
    await Promise.all([load(), library.checkForChanges()])
  }

  return { own, load, create, createFrom, saveAs, remove }
})
