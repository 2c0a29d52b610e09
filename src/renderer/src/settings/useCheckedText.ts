import { type Ref, ref, type ShallowRef, shallowRef, watch } from 'vue'

/** What a text is stored as, or why it cannot be. */
type Checked<Fault> = { readonly value: string } | { readonly fault: Fault }

/** A text field of a setting. */
interface CheckedText<Fault> {
  /** The text in the field. */
  readonly typed: Ref<string>
  /** What is wrong with it; null if nothing is. The text stays to be corrected. */
  readonly fault: ShallowRef<Fault | null>
  /** Stores the text, trimmed, if it passes the check. Called when the field is left or confirmed. */
  readonly store: () => void
}

/**
 * Returns the state of a text field whose text is checked before it is stored.
 * @param model the stored text; the field follows it
 */
export function useCheckedText<Fault>(
  model: Ref<string>,
  check: (text: string) => Checked<Fault>,
): CheckedText<Fault> {
  const typed = ref(model.value)
  const fault = shallowRef<Fault | null>(null)
  watch(model, (stored) => {
    typed.value = stored
    fault.value = null
  })
  const store = (): void => {
    typed.value = typed.value.trim()
    const checked = check(typed.value)
    if ('fault' in checked) {
      fault.value = checked.fault
      return
    }
    fault.value = null
    typed.value = checked.value
    model.value = checked.value
  }
  return { typed, fault, store }
}
