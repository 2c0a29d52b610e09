import type { Node } from '@tiptap/pm/model'
import type { EditorView, NodeView, NodeViewConstructor } from '@tiptap/pm/view'
import { t } from '../messages.ts'

/** An item of a list in the editor. A task has a checkbox before its words; plain DOM, because an article can have thousands. */
class ItemView implements NodeView {
  readonly dom = document.createElement('li')
  readonly contentDOM: HTMLElement
  private readonly box: HTMLInputElement | null

  constructor(node: Node, view: EditorView, position: () => number | undefined) {
    if (typeof node.attrs.checked !== 'boolean') {
      this.contentDOM = this.dom
      this.box = null
      return
    }
    const box = document.createElement('input')
    box.type = 'checkbox'
    box.className = 'task-box'
    box.contentEditable = 'false'
    // Its key is the text's own: Tab leaves the article as before.
    box.tabIndex = -1
    box.addEventListener('change', () => {
      const at = position()
      if (at !== undefined) view.dispatch(view.state.tr.setNodeAttribute(at, 'checked', box.checked))
      // A click moves the focus to the box, where neither letters nor the keys of undo mean anything.
      view.focus()
    })
    this.box = box
    this.contentDOM = document.createElement('div')
    this.contentDOM.className = 'task-words'
    this.dom.className = 'task'
    this.dom.append(box, this.contentDOM)
    this.show(node)
  }

  private show({ attrs, firstChild }: Node): void {
    if (this.box === null) return
    const words = firstChild?.textContent.slice(0, 200) ?? ''
    this.box.checked = attrs.checked === true
    this.box.setAttribute('aria-label', words === '' ? t('task') : words)
    this.dom.dataset.checked = String(attrs.checked)
  }

  update(node: Node): boolean {
    const isTask = typeof node.attrs.checked === 'boolean'
    if (node.type.name !== 'listItem' || isTask !== (this.box !== null)) return false
    this.show(node)
    return true
  }

  stopEvent(event: Event): boolean {
    return event.target === this.box
  }

  ignoreMutation({ type, target }: { type: string; target: globalThis.Node }): boolean {
    return type !== 'selection' && !this.contentDOM.contains(target)
  }
}

/** Draws the items of lists. */
export const itemView: NodeViewConstructor = (node, view, getPos) => new ItemView(node, view, getPos)
