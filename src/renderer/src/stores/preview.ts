import { defineStore } from 'pinia'
import { ref } from 'vue'

/**
 * The preview beside the text of this window, open or not. Its form and width are settings; `isOpen` belongs to the window
 * and is not stored.
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
