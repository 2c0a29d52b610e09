import { blocksOf, type Kind } from '../blocks.ts'
import type { Peer } from './peer.ts'

/** `?peer=NAME&kind=prose&words=1000`: the page waits until it is told to open, so that loading scripts is not counted. */

declare global {
  interface Window {
    peer?: {
      open(): void
      readonly paragraphs: number
      readonly place: (() => void) | undefined
    }
  }
}

const peers: Readonly<Record<string, () => Promise<Peer>>> = {
  tiptap: async () => (await import('./peers/tiptap.ts')).tiptap,
  'tiptap again': async () => (await import('./peers/tiptap.ts')).tiptap,
  prosemirror: async () => (await import('./peers/prosemirror.ts')).prosemirror,
  'node views': async () => (await import('./peers/nodeViews.ts')).nodeViews,
  lexical: async () => (await import('./peers/lexical.ts')).lexical,
  codemirror: async () => (await import('./peers/codemirror.ts')).codemirror,
  contenteditable: async () => (await import('./peers/contenteditable.ts')).contenteditable,
}

const query = new URLSearchParams(location.search)
const name = query.get('peer') ?? ''
const load = peers[name]
const element = document.getElementById('editor')
if (load === undefined || element === null)
  throw new Error(`no editor is called ${name}. There are: ${Object.keys(peers).join(', ')}`)
const peer = await load()
const blocks = blocksOf(query.get('kind') as Kind, Number(query.get('words')))
window.peer = {
  open: () => {
    peer.mount(element, blocks)
  },
  paragraphs: peer.drawn?.(blocks) ?? blocks.length,
  place: peer.place?.bind(peer),
}
