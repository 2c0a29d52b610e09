import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { countCharacters } from '../../../text/graphemes.ts'
import { countWords } from '../../../text/words.ts'

/** Where the caret of the draft on the page rests, what is selected there, and a way to go elsewhere. */
export const useCaret = defineStore('caret', () => {
  /** Which block of the body the caret is in, from 0; -1 outside. */
  const block = shallowRef(-1)
  const text = shallowRef('')
  const goToInEditor = shallowRef<((block: number) => void) | null>(null)

  /** Counts of what is selected; null when nothing is. */
  const selected = computed(() =>
    text.value === '' ? null : { words: countWords(text.value), characters: countCharacters(text.value) },
  )

  /** The editor tells at rest. */
  function setPosition(at: { readonly block: number; readonly selected: string }): void {
    block.value = at.block
    text.value = at.selected
  }

  /** The editor says how to go to a block; null when it goes. */
  function attachEditor(goTo: ((block: number) => void) | null): void {
    goToInEditor.value = goTo
    if (goTo === null) setPosition({ block: -1, selected: '' })
  }

  return {
    block,
    selected,
    setPosition: setPosition,
    attachEditor: attachEditor,
    goToBlock: (to: number) => goToInEditor.value?.(to),
  }
})
