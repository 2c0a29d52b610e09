import { toLine } from '../../../../text/unicode.ts'

/** Returns the value of the field that an event comes from, on one line and trimmed; '' if it comes from no field. */
export function fieldValue({ target }: Event): string {
  const isField =
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  return isField ? toLine(target.value).trim() : ''
}
