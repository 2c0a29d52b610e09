import { useEventListener } from '@vueuse/core'
import { onScopeDispose } from 'vue'
import { returnFocus, WRITING_TARGETS } from './focus.ts'

/**
 * Words that are only in a field of the page. Most fields write when they are left, and a key or a menu that opens another
 * draft leaves none: before that, and before a save, {@link writeTyped} lets every field write.
 *
 *   a field of its own (byline, alt text, slug)   writes on `change`: it loses the focus and gets it back
 *   a form (comment, link, name of a speaker)     writes as it says in {@link onWriteTyped}; its fields are left alone
 */

type TextField = HTMLInputElement | HTMLTextAreaElement

/** Writes what is typed in one part of the page. @param isLeaving another draft is shown next, or the window closes */
type Write = (isLeaving: boolean) => void

/** Fields that were typed into since their last `change`. */
const typedFields = new Set<TextField>()
const writers = new Set<Write>()

/** Text in a field that is never written: it searches or filters. */
const QUERIES = '[type="search"], [role="combobox"], [role="search"] *'

/** Returns the field of an event that writes on `change`; null for any other target, also for the fields of a form. */
function fieldOf({ target }: Event): TextField | null {
  const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  return isText && target.form === null && !target.matches(QUERIES) ? target : null
}

/** Follows which fields are typed into, for as long as the caller's scope lives. The page does this once. */
export function useTypedFields(): void {
  useEventListener(
    document,
    'input',
    (event) => {
      const field = fieldOf(event)
      if (field !== null) typedFields.add(field)
    },
    { capture: true, passive: true },
  )
  useEventListener(
    document,
    'change',
    (event) => {
      const field = fieldOf(event)
      if (field !== null) typedFields.delete(field)
    },
    { capture: true, passive: true },
  )
}

/** Calls `write` whenever typed words must be written. Returns a function that ends that. */
export function onWriteTyped(write: Write): () => void {
  writers.add(write)
  return () => {
    writers.delete(write)
  }
}

/** As {@link onWriteTyped}, for as long as the caller's scope lives. */
export function useWriteTyped(write: Write): void {
  onScopeDispose(onWriteTyped(write))
}

/** Lets every field write what was typed into it. @param isLeaving another draft is shown next, or the window closes */
export function writeTyped(isLeaving: boolean): void {
  for (const field of typedFields) if (field.isConnected) leaveAndReturn(field)
  typedFields.clear()
  for (const write of writers) write(isLeaving)
}

/**
 * Lets a field write by taking the focus from it for a moment. A `change` event alone would come a second time when the focus
 * leaves the field, and with it these words, by then in another draft.
 */
function leaveAndReturn(field: TextField): void {
  const hadFocus = document.activeElement === field
  if (hadFocus) field.blur()
  // It had no focus, or its window has none.
  if (typedFields.has(field)) field.dispatchEvent(new Event('change', { bubbles: true }))
  if (hadFocus) void returnFocus(field, ...WRITING_TARGETS)
}
