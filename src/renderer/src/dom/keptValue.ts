import type { ObjectDirective } from 'vue'

type Field = HTMLInputElement | HTMLTextAreaElement

/** What the directive knows of a field. */
interface Kept {
  /** The value that the data has now. */
  value: string
  /** The value that the field showed last that the writer had not typed. */
  shown: string
  /** True from the first key in the field until its value is stored or the field is left. */
  isTyped: boolean
}

const fields = new WeakMap<Field, Kept>()

function show(field: Field, kept: Kept): void {
  kept.shown = kept.value
  if (field.value !== kept.value) field.value = kept.value
}

/**
 * `v-kept-value`: the value of a field that is stored on `change`. Unlike `:value`, it leaves what the writer is typing alone when
 * the data changes meanwhile, as a draft's metadata does when a person joins the cast. The writer's value then wins. A field
 * that can show another draft needs a `key` with the draft's id.
 */
export const vKeptValue: ObjectDirective<Field, string | number | undefined> = {
  mounted(field, { value }) {
    const kept: Kept = { value: String(value ?? ''), shown: '', isTyped: false }
    fields.set(field, kept)
    show(field, kept)
    field.addEventListener('input', () => (kept.isTyped = true))
    field.addEventListener('change', () => (kept.isTyped = false))
    field.addEventListener('blur', () => {
      kept.isTyped = false
      // Nothing was typed that `change` would have stored.
      if (field.value === kept.shown) show(field, kept)
    })
  },
  updated(field, { value }) {
    const kept = fields.get(field)
    if (kept === undefined) return
    kept.value = String(value ?? '')
    if (!kept.isTyped) show(field, kept)
  },
}
