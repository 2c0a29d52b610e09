import { useEventListener } from '@vueuse/core'
import { ref, type Ref } from 'vue'

/** Files dropped anywhere on the window that nobody nearer took. Answers whether some hover over it now. */
export function useFileDrop(onDrop: (files: readonly File[]) => void): Ref<boolean> {
  const over = ref(false)
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
  useEventListener(window, 'dragover', (event) => {
    if (!hasFiles(event)) return
    // Without this the browser would leave the page and open the file.
    event.preventDefault()
    over.value = !(event.target instanceof Element && event.target.closest('.article') !== null)
  })
  useEventListener(window, 'dragleave', (event) => {
    if (event.relatedTarget === null) over.value = false
  })
  useEventListener(window, 'drop', (event) => {
    over.value = false
    if (!hasFiles(event) || event.defaultPrevented) return
    event.preventDefault()
    onDrop(Array.from(event.dataTransfer?.files ?? []))
  })
  return over
}
