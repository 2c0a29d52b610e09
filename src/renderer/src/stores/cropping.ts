import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { CropRequest, PictureCut } from '../../../blocks/_view/services.ts'

/** The picture that the crop dialog shows, and the caller that waits for the result. */
export const useCropping = defineStore('cropping', () => {
  /** Null while the dialog is shut. Kept while it fades. */
  const request = shallowRef<CropRequest | null>(null)
  const isOpen = ref(false)
  let resolve: (cut: PictureCut | null) => void = () => undefined

  /** Opens the dialog. A dialog that is open already is cancelled. */
  function ask(asked: CropRequest): Promise<PictureCut | null> {
    resolve(null)
    request.value = asked
    isOpen.value = true
    return new Promise((done) => {
      resolve = done
    })
  }

  /** Shuts the dialog with what it was used for; null to cancel. */
  function close(cut: PictureCut | null): void {
    isOpen.value = false
    resolve(cut)
    resolve = () => undefined
  }

  return { request, isOpen, ask, close }
})
