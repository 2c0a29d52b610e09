import { opensQuotation } from '../../../text/punctuation.ts'
import type { TurnField } from './turnFields.ts'

/** What a key in a turn's form does. */
export type FormAction =
  /** Escape: closes the form and changes nothing. */
  | { readonly kind: 'cancel' }
  /** Enter and Tab: saves the form and moves to the turn's words, or with Shift+Tab to the text before the turn. */
  | { readonly kind: 'commit'; readonly next: 'words' | 'wordsBefore' }
  /** Backspace in an empty speaker field: deletes the turn if it has no words. */
  | { readonly kind: 'removeTurn' }
  /** A quotation mark over a suggested or unchanged speaker: accepts the speaker and types the mark into the words. */
  | { readonly kind: 'startQuotation'; readonly mark: string }
  /** A space or a quotation mark behind `Mina:`: saves the form and goes on in the words, with the mark if it is one. */
  | { readonly kind: 'endHead'; readonly mark: string }
  /** `Mina (` and `Mina to `: goes on in the aside's or the addressee's field. `name` is the text before it. */
  | { readonly kind: 'openField'; readonly field: TurnField; readonly name: string }

/** The state of the form that the meaning of a key depends on. */
interface FormState {
  /** The field that is open. */
  readonly field: TurnField
  /** True while the speaker field is open with its first text, or empty. */
  readonly isSpeakerUntouched: boolean
}

/** Returns the action of a key, or null if the key only types. Not for keys of an IME composition. */
export function formAction(
  event: KeyboardEvent,
  { field, isSpeakerUntouched }: FormState,
): FormAction | null {
  const { key, shiftKey } = event
  if (key === 'Escape') return { kind: 'cancel' }
  if (key === 'Enter' || (key === 'Tab' && !shiftKey)) return { kind: 'commit', next: 'words' }
  if (key === 'Tab') return { kind: 'commit', next: 'wordsBefore' }
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const input = event.target instanceof HTMLInputElement ? event.target : null
  const beforeCaret = input?.value.slice(0, input.selectionStart ?? 0) ?? ''
  if ((key === '(' || key === '（') && field !== 'parenthetical' && beforeCaret.trim() !== '')
    return { kind: 'openField', field: 'parenthetical', name: beforeCaret }
  if (field !== 'parenthetical' && /\S *[:：]$/u.test(beforeCaret) && (key === ' ' || opensQuotation(key)))
    return { kind: 'endHead', mark: key.trim() }
  if (field !== 'speaker') return null
  if (key === 'Backspace' && input?.value === '') return { kind: 'removeTurn' }
  if (key.length === 1 && opensQuotation(key) && isSpeakerUntouched)
    return { kind: 'startQuotation', mark: key }
  if (key === ' ' && /\S +to$/u.test(beforeCaret))
    return { kind: 'openField', field: 'addressee', name: beforeCaret.replace(/ +to$/u, '') }
  return null
}
