import { fragment } from './fragment.ts'
import { json } from './json.ts'
import { page } from './page.ts'
import { portable } from './portable.ts'
import { structured } from './structured.ts'
import type { Target } from './target.ts'

/**
 * The forms in which an article leaves Galley, one file each. A target has an id, a format and profile for the command
 * line, a label and hint for the writer, and `write`, which turns an article into the text of one file:
 *
 *     targetById('markdown')?.write(article)   // '---\ntitle: Dusk\n---\n\nAt dusk …'
 *
 * To add one, write a file beside these, list it below, and put its label and hint into `locales/en.json`.
 */

/** Every target, in the order the export dialog shows them; the first of a format is its default. */
export const targets: readonly Target[] = [page, fragment, portable, structured, json]

/** Returns the target with this id, such as `html-page`, or undefined if there is none. */
export function targetById(id: string): Target | undefined {
  return targets.find((target) => target.id === id)
}
