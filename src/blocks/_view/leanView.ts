import type { Node } from '@tiptap/pm/model'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import type { EditorView, NodeView, NodeViewConstructor, ViewMutationRecord } from '@tiptap/pm/view'
import { type Component, h, render } from 'vue'
import type { AttributeValue } from '../node.ts'
import type { ViewServices } from './services.ts'

/**
 * Node views in plain DOM with a "chrome": the controls beside a node's text, such as a photo's fields or a turn's
 * speaker. The text itself stays ProseMirror's own. A view must never hold the node's position: it asks for it when it
 * acts, because earlier edits move the node.
 */

/** What a chrome is drawn from. A Vue chrome receives it as props. */
export interface ChromeProps {
  /** The node's attributes as they are now. */
  readonly attrs: Readonly<Record<string, AttributeValue>>
  /** True while the node is selected as a whole. */
  readonly selected: boolean
  readonly services: ViewServices
  /** Unique in the page: for `id`, `for` and `aria-controls` inside the chrome. */
  readonly id: string
  /** Calls `run` with the editor, the node's present position and the node; does nothing if the node is gone. */
  readonly act: (run: (view: EditorView, position: number, node: Node) => void) => void
  /** Sets attributes of the node, in one undoable step. Others keep their values. */
  readonly update: (attrs: Readonly<Record<string, AttributeValue>>) => void
  /** Moves the focus to the editor, with the caret at the start of the node's text (an atom is selected). */
  readonly focusContent: () => void
  /** Selects the node as a whole and moves the focus to the editor: keys then act on the node. */
  readonly select: () => void
  /** Deletes the node. */
  readonly remove: () => void
}

/** Draws the controls beside a node's text, into an element that belongs to it alone. */
export interface Chrome {
  /** Draws, or updates what it drew before: called again whenever the props change. */
  draw(into: HTMLElement, props: ChromeProps): void
  /** Cleans up when the view is destroyed. */
  remove(from: HTMLElement): void
}

/**
 * Returns a chrome that renders a Vue component with {@link ChromeProps}. For blocks of which an article has a few: each
 * is a Vue tree of its own, which is too slow for the thousands of turns of a long interview.
 */
export function vueChrome(component: Component): Chrome {
  return {
    draw: (into, props) => {
      render(h(component, props), into)
    },
    remove: (from) => {
      render(null, from)
    },
  }
}

/** How a block's view is built. */
interface LeanViewOptions {
  readonly chrome: Chrome
  /** Tag of the outer element. */
  readonly tag: string
  /** Tag of the element that ProseMirror renders the content into; left out for an atom. */
  readonly content?: string
  /** True if the chrome precedes the content. */
  readonly chromeFirst: boolean
  /** Of the outer element; `-chrome` and `-content` are added for the parts. */
  readonly className: string
  /**
   * What an empty content asks for, whether the caret is in it or not. It is the outer element's `data-hint`; the class
   * `has-no-words` says when to draw it.
   */
  readonly hint?: () => string
  /** Extra attributes of the outer element, computed from the node. */
  readonly attributes?: (node: Node) => Readonly<Record<string, string>>
}

let viewCount = 0

/**
 * Returns a constructor of node views, given the page's services. A view has no listener on selections, no portal and no
 * watcher, so an article can have thousands of them.
 */
export function leanView(shape: LeanViewOptions): (services: ViewServices) => NodeViewConstructor {
  return (services) => (node, view, getPos) => new LeanView(shape, services, node, view, getPos)
}

class LeanView implements NodeView {
  readonly dom: HTMLElement
  readonly contentDOM: HTMLElement | null = null
  private readonly chrome: HTMLElement
  private props: ChromeProps
  private readonly shape: LeanViewOptions
  private node: Node

  constructor(
    shape: LeanViewOptions,
    services: ViewServices,
    node: Node,
    view: EditorView,
    getPos: () => number | undefined,
  ) {
    this.shape = shape
    this.node = node
    this.dom = document.createElement(shape.tag)
    this.dom.className = shape.className
    this.chrome = document.createElement('div')
    this.chrome.className = `${shape.className}-chrome`
    this.chrome.contentEditable = 'false'
    if (shape.content !== undefined) {
      this.contentDOM = document.createElement(shape.content)
      this.contentDOM.className = `${shape.className}-content`
    }
    const parts = [this.chrome, ...(this.contentDOM === null ? [] : [this.contentDOM])]
    this.dom.append(...(shape.chromeFirst ? parts : parts.reverse()))
    viewCount += 1
    const id = `${shape.className}-${String(viewCount)}`
    this.props = { attrs: node.attrs, selected: false, services, id, ...actions(view, getPos) }
    this.setAttributes()
    this.setHint()
    this.draw()
  }

  /** Keeps the view for any node of its type, and redraws the chrome only if attributes changed. */
  update(node: Node): boolean {
    if (node.type !== this.node.type) return false
    const changed = node.attrs !== this.node.attrs
    this.node = node
    this.setHint()
    if (changed) {
      this.props = { ...this.props, attrs: node.attrs }
      this.setAttributes()
      this.draw()
    }
    return true
  }

  selectNode(): void {
    this.dom.classList.add('is-selected')
    this.props = { ...this.props, selected: true }
    this.draw()
  }

  deselectNode(): void {
    this.dom.classList.remove('is-selected')
    this.props = { ...this.props, selected: false }
    this.draw()
  }

  /** Keeps events in the chrome's fields and buttons away from ProseMirror, except drags. */
  stopEvent(event: Event): boolean {
    const target = event.target
    if (!(target instanceof HTMLElement) || !this.chrome.contains(target)) return false
    return (
      !event.type.startsWith('drag') && target.closest('input, textarea, button, select, a, label') !== null
    )
  }

  /** The chrome may change its own DOM; only changes in the content are the writer's. */
  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !(this.contentDOM?.contains(mutation.target) ?? false)
  }

  destroy(): void {
    this.shape.chrome.remove(this.chrome)
  }

  private setHint(): void {
    const hint = this.shape.hint?.()
    if (hint === undefined) return
    this.dom.dataset.hint = hint
    this.dom.classList.toggle('has-no-words', this.node.content.size === 0)
  }

  private draw(): void {
    this.shape.chrome.draw(this.chrome, this.props)
  }

  private setAttributes(): void {
    for (const [name, value] of Object.entries(this.shape.attributes?.(this.node) ?? {}))
      this.dom.setAttribute(name, value)
  }
}

/** Returns the actions of {@link ChromeProps} for one view. */
function actions(
  view: EditorView,
  getPos: () => number | undefined,
): Pick<ChromeProps, 'act' | 'update' | 'focusContent' | 'select' | 'remove'> {
  const act: ChromeProps['act'] = (run) => {
    const position = getPos()
    const node = position === undefined ? null : view.state.doc.nodeAt(position)
    if (position !== undefined && node !== null) run(view, position, node)
  }
  return {
    act,
    update: (attrs) => {
      act((_, position, node) => {
        view.dispatch(view.state.tr.setNodeMarkup(position, null, { ...node.attrs, ...attrs }, node.marks))
      })
    },
    focusContent: () => {
      act((_, position, node) => {
        const { tr } = view.state
        const selection = node.isAtom
          ? NodeSelection.create(tr.doc, position)
          : TextSelection.near(tr.doc.resolve(position + 1))
        view.dispatch(tr.setSelection(selection).scrollIntoView())
        view.focus()
      })
    },
    select: () => {
      act((_, position) => {
        const { tr } = view.state
        view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, position)))
        view.focus()
      })
    },
    remove: () => {
      act((_, position, node) => {
        view.dispatch(view.state.tr.delete(position, position + node.nodeSize).scrollIntoView())
        view.focus()
      })
    },
  }
}
