import { fragment } from './fragment.ts'
import { json } from './json.ts'
import { page } from './page.ts'
import { portable } from './portable.ts'
import { structured } from './structured.ts'
import type { Target } from './target.ts'

/** Every target, in the order the export dialog shows them; the first of a format is its default. */
export const targets: readonly Target[] = [page, fragment, portable, structured, json]

/** The target of that id, or undefined. */
export function targetById(id: string): Target | undefined {
  return targets.find((target) => target.id === id)
}
