import { defineStore } from 'pinia'
import { reactive, ref } from 'vue'
import { stringifyArticle, type Article } from '../../../../article/index.ts'
import type { Paper } from '../../../../desk.ts'
import { desk } from '../../desk.ts'
import { useNotices } from '../notices.ts'

/** How a draft was exported: what is needed to do the same again. */
export type Export =
  /** The target's file, saved under that name. */
  | { readonly way: 'file'; readonly target: string; readonly name: string }
  /** `isRich`: as formatted text for a CMS; else as the target's own text. */
  | { readonly way: 'clipboard'; readonly target: string; readonly isRich?: boolean }
  /** The name is '' if a browser's print dialog made the file. */
  | { readonly way: 'pdf'; readonly paper: Paper; readonly name: string }

/**
 * The last export of each draft, by the draft's id, so that it can be repeated. It is remembered for as long as the page
 * lives: neither the draft's folder nor the settings have it.
 */
export const useLastExports = defineStore('lastExports', () => {
  const exports = reactive(new Map<string, Export>())
  /** How many exports were kept as versions since the page was loaded: the history is read again when it grows. */
  const keptCount = ref(0)

  return {
    keptCount,
    has: (id: string): boolean => exports.has(id),
    get: (id: string): Export | undefined => exports.get(id),
    note: (id: string, last: Export): void => {
      exports.set(id, last)
    },
  }
})

/** Keeps an exported article as a version of its draft, so that what has gone out can always be found again. */
export async function keepExportedVersion(id: string, article: Article): Promise<void> {
  const outcome = await desk.keepRevision(id, 'export', '', stringifyArticle(article, 0))
  if (!outcome.ok) useNotices().problem(outcome.problem)
  else useLastExports().keptCount += 1
}

/** Returns the name of a saved file, without its folder. @param place as the host returned it: a path or a name */
export function savedName(place: string): string {
  return place.split(/[\\/]/).at(-1) ?? place
}
