import type { Node } from '@tiptap/pm/model'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import type { EditorView, NodeView, NodeViewConstructor, ViewMutationRecord } from '@tiptap/pm/view'
import { type Component, h, render } from 'vue'
import type { AttributeValue } from '../node.ts'
import type { ViewServices } from './services.ts'

/** What a chrome component receives: the node's attributes, whether it is selected, and ways to act. */
export interface ChromeProps {
  readonly attrs: Readonly<Record<string, AttributeValue>>
  readonly selected: boolean
  readonly services: ViewServices
  /** Unlike any other view's: for labels and lists that name each other. */
  readonly id: string
  /** Runs with the editor and the node where it stands now; does nothing when it is gone. */
  readonly act: (run: (view: EditorView, position: number, node: Node) => void) => void
  /** Sets attributes of the node, in one undoable step. */
  readonly update: (attrs: Readonly<Record<string, AttributeValue>>) => void
  /** Puts the caret at the start of the node's text (or selects an atom). */
  readonly focusContent: () => void
  /** Removes the node. */
  readonly remove: () => void
}

/** What stands beside a node's text, drawn into an element of its own; called again when the props changed. */
export interface Chrome {
  draw(into: HTMLElement, props: ChromeProps): void
  remove(from: HTMLElement): void
}

/** A Vue component as chrome: for blocks of which an article has a few. */
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

interface LeanViewOptions {
  readonly chrome: Chrome
  /** Tag of the outer element, and of the one ProseMirror writes the content into; an atom has none. */
  readonly tag: string
  readonly content?: string
  /** Where the chrome stands. */
  readonly chromeFirst: boolean
  readonly className: string
  /** Extra attributes of the outer element, from the node's. */
  readonly attributes?: (node: Node) => Readonly<Record<string, string>>
}

let viewCount = 0

/**
 * A plain DOM node view with its chrome drawn into a non-editable element of its own. The content stays
 * ProseMirror's: no listener on selections, no portal, no watcher, which is what makes it cheap in numbers.
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
    this.draw()
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false
    const changed = node.attrs !== this.node.attrs
    this.node = node
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

  /** Events of the chrome's own fields are the chrome's; drags go on to the editor. */
  stopEvent(event: Event): boolean {
    const target = event.target
    if (!(target instanceof HTMLElement) || !this.chrome.contains(target)) return false
    return (
      !event.type.startsWith('drag') && target.closest('input, textarea, button, select, a, label') !== null
    )
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !(this.contentDOM?.contains(mutation.target) ?? false)
  }

  destroy(): void {
    this.shape.chrome.remove(this.chrome)
  }

  private draw(): void {
    this.shape.chrome.draw(this.chrome, this.props)
  }

  private setAttributes(): void {
    for (const [name, value] of Object.entries(this.shape.attributes?.(this.node) ?? {}))
      this.dom.setAttribute(name, value)
  }
}

function actions(
  view: EditorView,
  getPos: () => number | undefined,
): Pick<ChromeProps, 'act' | 'update' | 'focusContent' | 'remove'> {
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
    remove: () => {
      act((_, position, node) => {
        view.dispatch(view.state.tr.delete(position, position + node.nodeSize).scrollIntoView())
        view.focus()
      })
    },
  }
}
