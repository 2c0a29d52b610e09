import {
  type Article,
  ArticleError,
  decodeText,
  endings,
  kindOf,
  readers,
  readText,
} from '../../../../article/index.ts'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { useDraft } from '../draft.ts'
import { useNotices } from '../notices.ts'

/** What the file dialog offers. */
export const IMPORT_EXTENSIONS = endings.map((ending) => `.${ending}`).join(',')

function reasonOf(error: unknown): string {
  if (error instanceof ArticleError) return `${error.what} (${error.where}). ${error.mend}`
  return error instanceof Error ? error.message : String(error)
}

async function fileToArticle(file: File): Promise<Article> {
  const kind = kindOf(file.name)
  if (kind === null)
    throw new ArticleError(
      'Galley does not read this kind of file',
      'by its ending',
      `It reads ${IMPORT_EXTENSIONS}.`,
    )
  return readers[kind](decodeText(new Uint8Array(await file.arrayBuffer())))
}

/**
 * Importing: files chosen or dropped, text pasted. Each file becomes a draft by one call, pictures and all; the draft in
 * sight is never touched. What cannot be read says why.
 */
export const useImporting = defineStore('importing', () => {
  const draft = useDraft()
  const notices = useNotices()
  /** How many files are still to be imported; 0 at rest. */
  const remaining = ref(0)

  function showFailure(
    name: string,
    why: string,
    safe = 'The file itself was not touched.',
    mend = '',
  ): void {
    notices.problem({ code: 'invalid', what: `“${name}” was not imported: ${why}`, safe, mend })
  }

  async function importFiles(files: readonly File[]): Promise<void> {
    remaining.value += files.length
    let name = ''
    let unhandled = files.length
    const countDown = (): void => {
      unhandled -= 1
      remaining.value -= 1
    }

    async function* articles(): AsyncGenerator<Article> {
      for (const file of files) {
        name = file.name
        let article: Article | null = null
        try {
          article = await fileToArticle(file)
        } catch (error) {
          showFailure(name, reasonOf(error))
        }
        if (article !== null) yield article
        countDown()
      }
    }

    try {
      const made = await draft.createSeveral(articles(), ({ what, mend }) => {
        showFailure(name, what, undefined, mend)
      })
      if (made > 1) notices.toast(`${String(made)} drafts were imported.`)
    } catch (error) {
      showFailure(name, reasonOf(error))
    } finally {
      remaining.value -= unhandled
    }
  }

  /** A text pasted where no article is yet. */
  async function importText(text: string): Promise<void> {
    await draft.create(readText(text))
  }

  return { remaining: remaining, importFiles, importText }
})
