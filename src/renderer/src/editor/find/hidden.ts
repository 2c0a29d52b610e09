import type { Node } from '@tiptap/pm/model'
import { attributeWords } from '../../../../article/index.ts'
import { nodeFaces } from '../../../../blocks/_view/nodeFaces.ts'
import { t } from '../../i18n.ts'
import type { Match } from './matches.ts'

/** Characters that are shown before a match, of it, and behind it. */
const MAX_PART = 40

/** Returns the first characters of a text, with an ellipsis where the others are left out. */
function shortened(text: string): string {
  return text.length <= MAX_PART ? text : `${text.slice(0, MAX_PART).toWellFormed()}…`
}

/**
 * Returns what has a match and the words around it, if the text of the article shows only a sign for it: `Footnote: “Dusk, p. 4”`.
 * @param node what has the match
 * @returns '' if the match is in sight
 */
export function hiddenWords(node: Node | null, { attribute, from, to }: Match): string {
  const value: unknown = attribute === null ? undefined : node?.attrs[attribute]
  if (node?.isInline !== true || typeof value !== 'string') return ''
  const words = attributeWords(node.type.name, value)
  const before =
    from <= MAX_PART ? words.slice(0, from) : `…${words.slice(from - MAX_PART, from).toWellFormed()}`
  const shown = before + shortened(words.slice(from, to)) + shortened(words.slice(to))
  const what = nodeFaces.get(node.type.name)?.label() ?? ''
  return t('editor.find.hidden', { what, words: shown.replaceAll('\n', ' ') })
}
