import type { Command } from '@tiptap/pm/state'

/** Elements that can have the focus. */
const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]'

/** Returns true if the Tab key stops at an element. */
function isTabStop(element: HTMLElement): boolean {
  return element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility()
}

/**
 * Tab outside lists and fields moves the focus to the first element behind the article. The browser would move it to the
 * byline inside the article, and the next typed word would land there.
 */
export const focusAfterArticle: Command = (_state, dispatch, view) => {
  if (view === undefined) return false
  const { dom } = view
  const next = Array.from(document.querySelectorAll<HTMLElement>(FOCUSABLE)).find(
    (element) =>
      (dom.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 &&
      !dom.contains(element) &&
      isTabStop(element),
  )
  if (dispatch !== undefined) next?.focus()
  return next !== undefined
}
