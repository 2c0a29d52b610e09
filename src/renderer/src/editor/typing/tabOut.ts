import type { Command } from '@tiptap/pm/state'

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]'

/** Whether the Tab key stops there. */
function isTabStop(element: HTMLElement): boolean {
  return element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility()
}

/**
 * Tab where nothing else is meant by it: on to what is behind the article. Left to the browser it would go to the first
 * field inside, the byline, and whatever was typed next would stand there.
 */
export const focusAfterArticle: Command = (_state, _dispatch, view) => {
  if (view === undefined) return false
  const { dom } = view
  const next = Array.from(document.querySelectorAll<HTMLElement>(FOCUSABLE)).find(
    (element) =>
      (dom.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 &&
      !dom.contains(element) &&
      isTabStop(element),
  )
  next?.focus()
  return next !== undefined
}
