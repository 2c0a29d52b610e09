import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { countCharacters } from '../../../../text/graphemes.ts'
import { countWords } from '../../../../text/words.ts'

/** What moves the caret in an open editor, and scrolls it into view. */
export interface CaretEditor {
  /** @param block the index of a block of the body */
  showBlock(block: number): void
  /** @param index the index of a note to self in the article */
  showNote(index: number): void
}

/** Where the caret is in the draft in sight, what is selected there, and a way to move it to a block. */
export const useCaret = defineStore('caret', () => {
  /** The index of the caret's block in the body, from 0; -1 outside of it and without an editor. */
  const block = shallowRef(-1)
  /** The selected text; '' for none. */
  const text = shallowRef('')
  /** How often the caret came to rest: what depends on its place may have changed. */
  const restCount = shallowRef(0)
  const editor = shallowRef<CaretEditor | null>(null)

  /** Words and characters of the selection; null without one. */
  const selected = computed(() =>
    text.value === '' ? null : { words: countWords(text.value), characters: countCharacters(text.value) },
  )

  /** Called by the editor at rest, never on the key path. */
  function setPosition(position: { readonly block: number; readonly selected: string }): void {
    block.value = position.block
    text.value = position.selected
    restCount.value += 1
  }

  /**
   * Called by the editor when it opens and when it closes.
   * @param opened null on closing
   */
  function attachEditor(opened: CaretEditor | null): void {
    editor.value = opened
    if (opened === null) setPosition({ block: -1, selected: '' })
  }

  /** Moves the caret to a block of the body; does nothing without an editor. */
  function goToBlock(index: number): void {
    editor.value?.showBlock(index)
  }

  /** Selects the note to self of that index in the article; does nothing without an editor. */
  function goToNote(index: number): void {
    editor.value?.showNote(index)
  }

  return { block, selected, restCount, setPosition, attachEditor, goToBlock, goToNote }
})
