import type { EditorView } from '@tiptap/pm/view'
import { ref } from 'vue'
import type { EditorServices } from '../../../src/renderer/src/editor/paste/services.ts'
import { draftPlace, services } from '../services.ts'

/** The page around the editor: a picture has arrived as soon as it was asked for. */
export function pageAround(view: () => EditorView): EditorServices {
  const draft = draftPlace({
    storeImages: (files) => Promise.resolve(files.map(() => null)),
    storeImage: () => Promise.resolve({ src: 'images/0123456789abcdef.png', width: 4, height: 3 }),
    change: (make) => {
      const tr = make(view().state)
      if (tr !== null && !view().isDestroyed) view().dispatch(tr)
      return Promise.resolve(true)
    },
  })
  const lead = ref('')
  return services({
    captureDraft: () => draft,
    leadImage: () => lead.value,
    setLeadImage: (src) => (lead.value = src),
    imageUrl: (src) => (src.startsWith('images/') ? `https://galley.test/${src}` : null),
    people: () => [
      { name: 'Mina', otherNames: [] },
      { name: 'Jun', otherNames: ['준'] },
    ],
    // Whoever reads an offer takes it at once, now and then.
    offer: (topic, _text, label, run) => {
      if (topic === 'pictures' || label === 'Keep original formatting') run()
    },
  })
}
