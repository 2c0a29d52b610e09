import { Editor } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { blocksOf } from '../../typing/blocks.ts'
import { starterDoc } from '../typing/tiptap.ts'

/** Tiptap's StarterKit as in its guide, with as many words as the address says: `?words=1000`. */
const words = Number(new URLSearchParams(location.search).get('words'))
const content = words === 0 ? '<p>Hello World!</p>' : starterDoc(blocksOf('prose', words))
new Editor({ element: document.getElementById('editor'), extensions: [StarterKit], content })
