import { history, undo } from '@tiptap/pm/history'
import { EditorState, Plugin, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { schema } from '../../../src/article/index.ts'
import { anchorPlugin } from '../../../src/blocks/_view/anchors.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import {
  NOTHING_PASTED,
  pasteStateAfter,
  pasteKey,
} from '../../../src/renderer/src/editor/paste/pasteState.ts'
import type { ClipboardContent } from '../../../src/renderer/src/editor/paste/clipboard.ts'
import type { EditorServices } from '../../../src/renderer/src/editor/paste/services.ts'
import { cleanHtml, cleanText } from '../../../src/renderer/src/editor/paste/clipboard.ts'
import { doc, p } from '../../build.ts'
import { draftPlace, services } from '../services.ts'

/** An editor without a view: a state to which each dispatched transaction is applied. */
export class TestEditor {
  state: EditorState
  /** What pastes reported, by kind, and what selects the first place. */
  readonly reports: { kinds: string[]; selectPlace: () => void }[] = []
  /** The offers that are shown, by topic. */
  readonly offers = new Map<string, { text: string; label: string; run: () => void }>()
  readonly imported: File[] = []
  /** The texts whose language the article was to follow. */
  readonly followed: string[] = []
  /** Pictures that were copied from other drafts: the draft, then the names. */
  readonly copied: string[][] = []
  readonly services: EditorServices

  constructor(json: NodeJSON) {
    const pasteState = new Plugin({
      key: pasteKey,
      state: { init: () => NOTHING_PASTED, apply: pasteStateAfter },
    })
    this.state = EditorState.create({
      doc: schema.nodeFromJSON(json),
      plugins: [history(), pasteState, anchorPlugin()],
    })
    const unused = (): never => {
      throw new Error('not a part of this test')
    }
    this.services = services({
      renamePerson: unused,
      restoreNames: unused,
      addSpellings: () => undefined,
      joinCast: unused,
      openExternal: unused,
      captureDraft: () =>
        draftPlace({
          chooseImage: unused,
          storeImage: ({ name }) => Promise.resolve({ src: `images/${name}`, width: 4, height: 3 }),
          storeImages: (files) =>
            Promise.resolve(files.map(({ name }) => ({ src: `images/${name}`, width: 4, height: 3 }))),
          fetchImage: () => Promise.resolve({ src: 'images/fetched.png', width: 4, height: 3 }),
          copyImages: (from, names) => Promise.resolve(void this.copied.push([from, ...names])),
          change: (make) => Promise.resolve(this.change(make)),
        }),
      followLanguage: (text) => void this.followed.push(text),
      importFiles: (files) => void this.imported.push(...files),
      offer: (topic, text, label, run) => void this.offers.set(topic, { text, label, run }),
      showReport: (report, selectPlace) =>
        void this.reports.push({ kinds: report.map(({ kind }) => kind), selectPlace }),
      withdrawOffer: () => void this.offers.delete('reading'),
    })
  }

  dispatch(tr: Transaction): void {
    this.state = this.state.apply(tr)
    this.state.doc.check()
  }

  /** Changes the document as the page does when a picture arrives. */
  change(make: (state: EditorState) => Transaction | null): boolean {
    const tr = make(this.state)
    if (tr !== null) this.dispatch(tr)
    return true
  }

  /** Selects the words, or puts the caret where they begin or end. */
  at(words: string, side: 'before' | 'after' | 'on' = 'after'): this {
    let from = -1
    this.state.doc.descendants((node, position) => {
      if (from < 0 && node.isText && node.text?.includes(words) === true)
        from = position + node.text.indexOf(words)
    })
    if (from < 0) throw new Error(`the document has no “${words}”`)
    const to = from + words.length
    const range = side === 'on' ? [from, to] : side === 'before' ? [from, from] : [to, to]
    const selection = TextSelection.create(this.state.doc, range[0] ?? 0, range[1])
    this.dispatch(this.state.tr.setSelection(selection))
    return this
  }

  /** Puts the caret into the body's block of that index, or into a field. */
  in(place: number | 'headline' | 'standfirst'): this {
    const { doc: document } = this.state
    let position = 1
    if (place !== 'headline') position = document.child(0).nodeSize + 1
    if (typeof place === 'number') {
      position = document.child(0).nodeSize + document.child(1).nodeSize + 1
      for (let index = 0; index < place; index += 1) position += document.child(2).child(index).nodeSize
      position += 1
    }
    this.dispatch(this.state.tr.setSelection(Selection.near(document.resolve(position))))
    return this
  }

  undo(): void {
    undo(this.state, (tr) => {
      this.dispatch(tr)
    })
  }

  /** The body's blocks as JSON. */
  get body(): NodeJSON[] {
    return (this.state.doc.child(2).content.toJSON() as NodeJSON[]).slice()
  }

  get headline(): string {
    return this.state.doc.child(0).textContent
  }

  get standfirst(): string {
    return this.state.doc.child(1).textContent
  }
}

/** An editor of an article with the headline “A headline” and these blocks, or one empty paragraph. */
export function editorWith(...body: NodeJSON[]): TestEditor {
  return new TestEditor(doc('A headline', '', ...(body.length === 0 ? [p()] : body)))
}

/** The content of a clipboard with these types on it, cleaned as it is when a paste event is read. */
export function clipboardOf(types: Partial<ClipboardContent>): ClipboardContent {
  return {
    isPlain: false,
    slice: '',
    files: [],
    ...types,
    text: cleanText(types.text ?? ''),
    html: cleanHtml(types.html ?? ''),
  }
}

/** Resolves when the pictures that a paste waits for have arrived. */
export const picturesSettled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))
