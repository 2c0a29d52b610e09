import { history, undo, undoDepth } from '@tiptap/pm/history'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import { watch } from 'vue'
import { schema } from '../../../src/article/index.ts'
import { anchorPlugin, releaseAnchor, setAnchor } from '../../../src/blocks/_view/anchors.ts'
import { askedAddress, setDetails } from '../../../src/blocks/embed/page/fetchDetails.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import type { Desk, Problem, ProblemCode } from '../../../src/desk.ts'
import { DraftEditor, type DraftView } from '../../../src/renderer/src/editor/draftEditor.ts'
import { changeDraft } from '../../../src/renderer/src/editor/lateChanges.ts'
import { journalSteps } from '../../../src/renderer/src/editor/undo/replaceDocument.ts'
import type { NoticeAction } from '../../../src/renderer/src/stores/notices.ts'
import { createDraftPage, type DraftPage } from '../../../src/renderer/src/stores/openDraft/index.ts'
import type { FakeClock } from '../fakeClock.ts'
import { connect, type Fate, type Line } from './double.ts'
import type { DeskModel } from './model.ts'

export interface Told {
  readonly problem: Problem
  readonly actions: readonly NoticeAction[]
  readonly topic: string
}

/** An editor without a view, as the page makes one. */
class Headless implements DraftView {
  state: EditorState
  readonly #onSteps: (steps: readonly unknown[]) => void

  constructor(doc: NodeJSON, onSteps: (steps: readonly unknown[]) => void) {
    this.state = EditorState.create({ doc: schema.nodeFromJSON(doc), plugins: [history(), anchorPlugin()] })
    this.#onSteps = onSteps
  }

  dispatch(tr: Transaction): void {
    const { state, transactions } = this.state.applyTransaction(tr)
    this.state = state
    const steps = journalSteps(transactions)
    if (steps.length > 0) this.#onSteps(steps)
  }

  updateState(state: EditorState): void {
    this.state = state
  }
}

/** A page with an editor, over a desk in memory. */
export class PageRig {
  readonly line: Line
  readonly drafts: DraftPage
  readonly told: Told[] = []
  readonly said: string[] = []
  /** The topics whose notices were removed. */
  readonly cleared: string[] = []
  /** Drafts whose undo was forgotten because their file was not as they were left. */
  readonly forgotten: string[] = []
  isVisible = true
  /** Lets the fields of the page write; none by default. */
  writeTyped: (isLeaving: boolean) => void = () => undefined
  /** Drafts that another window shows. */
  readonly elsewhere = new Set<string>()
  /** Each draft's document when this page first had it, while undo knows all since then. */
  readonly beginnings = new Map<string, unknown>()
  #editor: { readonly view: Headless; readonly drafts: DraftEditor } | null = null
  readonly #stop: (() => void)[] = []

  constructor(
    model: DeskModel,
    clock: FakeClock,
    name: string,
    fate?: (call: keyof Desk, values: readonly unknown[]) => Fate,
  ) {
    this.line = connect(model, clock, name, fate)
    this.drafts = createDraftPage({
      clock,
      desk: this.line.desk,
      isVisible: () => this.isVisible,
      writeTyped: (isLeaving) => {
        this.writeTyped(isLeaving)
      },
      isShownElsewhere: (id) => Promise.resolve(this.elsewhere.has(id)),
      library: { updateRow: () => undefined, load: () => Promise.resolve() },
      settings: { set: () => undefined },
      notices: {
        toast: (text) => void this.said.push(text),
        notice: (text) => void this.said.push(text),
        problem: (problem, actions = [], topic = '') => void this.told.push({ problem, actions, topic }),
        clear: (topic) => void this.cleared.push(topic),
      },
    })
    this.#follow()
  }

  /** As `ArticleEditor.vue` does. */
  #follow(): void {
    const { shown } = this.drafts
    this.#stop.push(
      watch(
        shown,
        (opened) => {
          if (opened === null) return
          if (this.#editor === null) {
            const view = new Headless(opened.openedDoc, (steps) => {
              this.#editor?.drafts.openDraft.recordSteps(steps)
            })
            const scroller = { read: () => 0, write: () => undefined }
            this.#editor = { view, drafts: new DraftEditor(view, opened, scroller) }
          } else {
            const { memory } = this.#editor.drafts
            const wasRemembered = memory.peek(opened.id) !== null
            if (this.#editor.drafts.show(opened) === 'new' && wasRemembered) this.forgotten.push(opened.id)
          }
          const { state } = this.#editor.view
          if (undoDepth(state) === 0) this.beginnings.set(opened.id, state.doc.toJSON())
        },
        { flush: 'sync' },
      ),
      watch(
        () => shown.value?.replacedDoc.value ?? null,
        (doc) => {
          if (doc !== null) this.#editor?.drafts.replace(doc)
        },
        { flush: 'sync' },
      ),
    )
  }

  get id(): string {
    return this.drafts.shown.value?.id ?? ''
  }

  get view(): Headless {
    if (this.#editor === null) throw new Error('no draft was opened')
    return this.#editor.view
  }

  /** The words of the body's first paragraph. */
  get words(): string {
    return this.view.state.doc.child(2).firstChild?.textContent ?? ''
  }

  get codes(): ProblemCode[] {
    return this.told.map(({ problem }) => problem.code)
  }

  /** Types at the end of the body's first paragraph. */
  type(text: string): void {
    const { doc, tr } = this.view.state
    const first = doc.child(2).firstChild
    if (first === null) throw new Error('the body is empty')
    const end = doc.child(0).nodeSize + doc.child(1).nodeSize + 1 + first.nodeSize - 1
    this.view.dispatch(tr.insertText(text, end))
  }

  /** Clicks what the last notice of a problem offers. */
  click(label: RegExp): void {
    const action = this.told.at(-1)?.actions.find((one) => label.test(one.label))
    if (action === undefined) throw new Error(`nothing is offered like ${String(label)}`)
    action.run()
  }

  /** Asks for a picture that ends the article, wherever the draft is when it arrives. */
  async addPicture(name: string): Promise<void> {
    const { id } = this
    const image = await this.drafts.addImage(new File([new Uint8Array(3)], name), id)
    if (image !== null)
      await this.change(id, ({ tr, schema: { nodes } }) => {
        const figure = nodes.figure?.create({ ...image })
        return figure === undefined ? null : tr.insert(tr.doc.content.size - 1, figure)
      })
  }

  /** Fetches title and picture of the first embed, wherever the draft is when they arrive. */
  async fetchEmbed(): Promise<void> {
    const { id } = this
    let place = -1
    this.view.state.doc.descendants((node, position) => {
      if (place < 0 && node.type.name === 'embed') place = position
    })
    const embed = this.view.state.doc.nodeAt(place)
    if (embed === null) throw new Error('there is no embed')
    const anchor = setAnchor(this.view, place, place + embed.nodeSize)
    const address = askedAddress(embed.attrs)
    const details = await this.drafts.fetchEmbed(id, address)
    await this.change(id, (state) =>
      details === null ? releaseAnchor(state.tr, anchor) : setDetails(state, anchor, address, details),
    )
  }

  change(id: string, make: (state: EditorState) => Transaction | null): Promise<boolean> {
    const editor = this.#editor
    if (editor === null) return Promise.resolve(false)
    return changeDraft(id, make, {
      memory: editor.drafts.memory,
      findEditor: (shown) => (shown === this.id && editor.drafts.openDraft.id === shown ? editor.view : null),
      inBackground: (other, change) => this.drafts.changeInBackground(other, change),
    })
  }

  /** The documents that undo goes back to, by draft. */
  undone(): Map<string, unknown> {
    const editor = this.#editor
    const found = new Map<string, unknown>()
    if (editor === null) return found
    for (const id of this.beginnings.keys()) {
      let state = id === this.id ? editor.view.state : editor.drafts.memory.peek(id)?.state
      if (state === undefined) continue
      const apply = (tr: Transaction): void => {
        state = state?.apply(tr)
      }
      for (let step = 0; step < 5000 && undo(state, apply); step += 1);
      found.set(id, state.doc.toJSON())
    }
    return found
  }

  /** The page is gone: nothing of it runs any more. */
  crash(): void {
    this.line.cut()
    for (const stop of this.#stop) stop()
    this.drafts.closeShown()
  }
}
