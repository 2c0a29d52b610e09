import {
  type Article,
  ArticleError,
  decodeText,
  endings,
  kindOf,
  readers,
  readText,
} from '../../../article/index.ts'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { NodeJSON } from '../../../blocks/node.ts'
import { useDraft } from './draft.ts'
import { useNotices } from './notices.ts'

/** What the file dialog offers. */
export const IMPORTABLE = endings.map((ending) => `.${ending}`).join(',')

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
      `It reads ${IMPORTABLE}.`,
    )
  return readers[kind](decodeText(new Uint8Array(await file.arrayBuffer())))
}

/** The picture of a data URL as a file, for the draft to keep. */
async function fileOf(dataUrl: string, name: string): Promise<File> {
  const response = await fetch(dataUrl)
  const blob = await response.blob()
  return new File([blob], name, { type: blob.type })
}

/** Importing: files chosen or dropped, text pasted. Each file becomes a draft; what cannot be read says why. */
export const useImporting = defineStore('importing', () => {
  const draft = useDraft()
  const notices = useNotices()
  /** How many files are still to be read; 0 at rest. */
  const left = ref(0)

  async function importFiles(files: readonly File[]): Promise<void> {
    left.value += files.length
    let taken = 0
    for (const file of files) {
      try {
        const article = await fileToArticle(file)
        if ((await draft.create(article)) !== null) taken += 1
        await keepPictures(article)
      } catch (error) {
        notices.tell({
          code: 'invalid',
          what: `“${file.name}” was not imported: ${reasonOf(error)}`,
          safe: 'The file itself was not touched.',
          mend: '',
        })
      }
      left.value -= 1
    }
    if (taken > 1) notices.say(`${String(taken)} drafts were imported.`)
  }

  /** Pictures that came inside the file as data move into the draft's folder. */
  async function keepPictures(article: Article): Promise<void> {
    const kept = new Map<string, NodeJSON['attrs']>()
    const sources = new Set<string>()
    const collect = (node: NodeJSON): void => {
      const src = node.attrs?.src
      if (typeof src === 'string' && src.startsWith('data:')) sources.add(src)
      node.content?.forEach(collect)
    }
    collect(article.doc)
    for (const src of sources) {
      const image = await draft.addImage(await fileOf(src, 'picture'))
      if (image !== null) kept.set(src, { src: image.src, width: image.width, height: image.height })
    }
    if (kept.size === 0) return
    const place = (node: NodeJSON): NodeJSON => {
      const image = kept.get(String(node.attrs?.src ?? ''))
      return {
        ...node,
        ...(image === undefined ? {} : { attrs: { ...node.attrs, ...image } }),
        ...(node.content === undefined ? {} : { content: node.content.map(place) }),
      }
    }
    draft.replace({ ...article, doc: place(article.doc) })
  }

  /** A text pasted where no article is yet. */
  async function importText(text: string): Promise<void> {
    await draft.create(readText(text))
  }

  return { left, importFiles, importText }
})
