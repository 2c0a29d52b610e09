import { blocksOf, type Kind } from '../../typing/blocks.ts'
import type { EditorPage } from '../../typing/inPage.ts'
import type { Peer } from './peer.ts'

/**
 * A page with one editor: `?peer=NAME&kind=prose&words=1000`. The editor is created when `window.peer.open()` is called, so
 * that loading its scripts is not measured.
 */

const peers: Readonly<Record<string, () => Promise<Peer>>> = {
  tiptap: async () => (await import('./tiptap.ts')).tiptap,
  'tiptap again': async () => (await import('./tiptap.ts')).tiptap,
  prosemirror: async () => (await import('./prosemirror.ts')).prosemirror,
  'node views': async () => (await import('./nodeViews.ts')).nodeViews,
  lexical: async () => (await import('./lexical.ts')).lexical,
  codemirror: async () => (await import('./codemirror.ts')).codemirror,
  contenteditable: async () => (await import('./contenteditable.ts')).contenteditable,
}

const query = new URLSearchParams(location.search)
const name = query.get('peer') ?? ''
const load = peers[name]
const element = document.getElementById('editor')
if (load === undefined || element === null)
  throw new Error(`no editor is called ${name}. There are: ${Object.keys(peers).join(', ')}`)
const peer = await load()
const blocks = blocksOf(query.get('kind') as Kind, Number(query.get('words')))
const page: EditorPage = {
  open: () => {
    peer.mount(element, blocks)
  },
  paragraphs: peer.paragraphCount?.(blocks) ?? blocks.length,
  placeCaret: peer.placeCaret?.bind(peer),
}
window.peer = page
