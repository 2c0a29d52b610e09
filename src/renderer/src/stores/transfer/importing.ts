import { defineStore } from 'pinia'
import { ref } from 'vue'
import {
  type Article,
  ArticleError,
  decodeText,
  fileExtensions,
  fileKindOf,
  readers,
  readText,
} from '../../../../article/index.ts'
import type { OpenedFile } from '../../../../desk.ts'
import { t } from '../../i18n.ts'
import { useDraft } from '../draft.ts'
import { useNotices } from '../notices.ts'

/** The file dialog's `accept`: `.txt,.md,…`. */
export const IMPORT_EXTENSIONS = fileExtensions.map((ending) => `.${ending}`).join(',')

/** Why a file is no article, as one sentence. */
function reasonOf(error: unknown): string {
  if (error instanceof ArticleError) {
    const { what, where, mend } = error
    return t('stores.import.reason', { what, where, mend })
  }
  return error instanceof Error ? error.message : String(error)
}

/** Reads a file by the reader of its extension. Throws {@link ArticleError} if there is none, or the text is no article. */
async function fileToArticle(file: File): Promise<Article> {
  const kind = fileKindOf(file.name)
  if (kind === null)
    throw new ArticleError(
      t('stores.import.unknownKind'),
      t('stores.import.byExtension'),
      t('stores.import.readsKinds', { kinds: IMPORT_EXTENSIONS }),
    )
  return readers[kind](decodeText(new Uint8Array(await file.arrayBuffer())))
}

/** Shows why a file was not imported. */
function showFailure(name: string, why: string, mend = ''): void {
  useNotices().problem({
    code: 'invalid',
    what: t('stores.import.failed', { name, why }),
    safe: t('stores.import.safe'),
    mend,
  })
}

/**
 * Reads files one after the other, so that only one article is in memory. Files that cannot be read are reported and left
 * out.
 * @param onFile called with each file's name before it is read
 * @param onHandled called after each file, read or not
 */
async function* articlesOf(
  files: readonly File[],
  onFile: (name: string) => void,
  onHandled: () => void,
): AsyncGenerator<Article> {
  for (const file of files) {
    onFile(file.name)
    let article: Article | null = null
    try {
      article = await fileToArticle(file)
    } catch (error) {
      showFailure(file.name, reasonOf(error))
    }
    if (article !== null) yield article
    onHandled()
  }
}

/**
 * Import of single files, chosen or dropped, and of pasted text. Each file becomes a draft by one call, its pictures
 * included. The draft in sight is never touched.
 */
export const useImporting = defineStore('importing', () => {
  const draft = useDraft()
  /** How many files are still to be imported; 0 at rest. */
  const remaining = ref(0)

  /** Makes a draft of each file and shows the last one. */
  async function importFiles(files: readonly File[]): Promise<void> {
    remaining.value += files.length
    let name = ''
    let unhandled = files.length
    const articles = articlesOf(
      files,
      (current) => (name = current),
      () => {
        unhandled -= 1
        remaining.value -= 1
      },
    )
    try {
      const count = await draft.createSeveral(articles, ({ what, mend }) => {
        showFailure(name, what, mend)
      })
      if (count > 1) useNotices().toast(t('stores.import.done', { count }))
    } catch (error) {
      showFailure(name, reasonOf(error))
    } finally {
      remaining.value -= unhandled
    }
  }

  /** Imports files that the host has read. */
  const importOpened = (files: readonly OpenedFile[]): Promise<void> =>
    importFiles(files.map(({ name, bytes }) => new File([bytes.slice()], name)))

  /** Makes a draft of text that was pasted while no draft was open. */
  async function importText(text: string): Promise<void> {
    await draft.create(readText(text))
  }

  return { remaining, importFiles, importOpened, importText }
})
