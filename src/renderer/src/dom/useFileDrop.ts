import { useEventListener } from '@vueuse/core'
import { ref, type Ref } from 'vue'

/**
 * Calls `onDrop` with files dropped anywhere on the window, unless an element nearer to the pointer handled them.
 * Returns whether files hover over the window now, except over the article, which shows where photos would go.
 */
export function useFileDrop(onDrop: (files: readonly File[]) => void): Ref<boolean> {
  const isOver = ref(false)
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
  useEventListener(window, 'dragover', (event) => {
    if (!hasFiles(event)) return
    // Pictures over the page are the article's, which shows where they would go.
    isOver.value =
      !event.defaultPrevented &&
      !(event.target instanceof Element && event.target.closest('.article') !== null)
    // Without this the browser would leave the page and open the file.
    event.preventDefault()
  })
  useEventListener(window, 'dragleave', (event) => {
    if (event.relatedTarget === null) isOver.value = false
  })
  useEventListener(window, 'drop', (event) => {
    isOver.value = false
    if (!hasFiles(event) || event.defaultPrevented) return
    event.preventDefault()
    onDrop(Array.from(event.dataTransfer?.files ?? []))
  })
  return isOver
}
