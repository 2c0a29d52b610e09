import { defineStore } from 'pinia'
import { ref } from 'vue'

/**
 * Whether this window shows the preview beside the text. What it shows and at which width are settings; that it is open
 * belongs to the window and is forgotten with it.
 */
export const usePreview = defineStore('preview', () => {
  const isOpen = ref(false)

  return {
    isOpen,
    toggle: (): void => {
      isOpen.value = !isOpen.value
    },
    close: (): void => {
      isOpen.value = false
    },
  }
})
