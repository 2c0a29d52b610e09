import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { selectionIs } from '../commands/blocks.ts'
import { turnable } from '../commands/kinds.ts'
import { anchorOver } from './popoverAnchor.ts'
import type { BubbleState, Menus } from './menus.ts'

/**
 * The toolbar of a selection. The plugin decides when it is open: words of the body are selected, the pointer is up and no
 * input method composes. BubbleBar.vue draws `menus.bubble`. Escape, a click elsewhere and the end of the selection close
 * it; Alt+F10 moves the focus into it.
 */

/** Marks are looked for in this many positions at most, from the start of the selection. */
const MAX_MARK_RANGE = 20_000

/** Returns true if words of the body are selected, not in code: only these can be formatted. */
export function isFormattable({ selection }: EditorState): boolean {
  if (!(selection instanceof TextSelection) || selection.empty) return false
  const { $from, $to } = selection
  return $from.index(0) === 2 && $to.index(0) === 2 && $from.parent.type.spec.code !== true
}

/** Names of the marks in the selection. */
function markNames({ doc, schema, selection: { from, to } }: EditorState): ReadonlySet<string> {
  const end = Math.min(to, from + MAX_MARK_RANGE)
  return new Set(
    Object.keys(schema.marks).filter((name) => {
      const type = schema.marks[name]
      return type !== undefined && doc.rangeHasMark(from, end, type)
    }),
  )
}

/** Returns the toolbar's state for the current selection. Computed when it is shown, not on every key. */
export function bubbleState(view: EditorView): BubbleState {
  const { state } = view
  const { from, to } = state.selection
  return {
    anchor: anchorOver(view, from, to),
    marks: markNames(state),
    kind: turnable.find((kind) => selectionIs(state, kind))?.id ?? '',
  }
}

/** Opens and closes the toolbar as the selection, the pointer and the input method change. */
class BubbleView {
  private pointerDown = false
  private composing = false
  private readonly view: EditorView
  private readonly menus: Menus

  constructor(view: EditorView, menus: Menus) {
    this.view = view
    this.menus = menus
    view.dom.addEventListener('pointerdown', this.press)
    view.dom.addEventListener('compositionstart', this.compose)
    view.dom.addEventListener('compositionend', this.composed)
    document.addEventListener('pointerup', this.release)
    document.addEventListener('dragend', this.release)
  }

  private readonly press = (): void => {
    this.pointerDown = true
    this.menus.bubble.value = null
  }

  private readonly release = (): void => {
    if (!this.pointerDown) return
    this.pointerDown = false
    // The selection made by the pointer arrives after pointerup.
    setTimeout(() => {
      if (!this.view.isDestroyed) this.show()
    })
  }

  private readonly compose = (): void => {
    this.composing = true
    this.menus.bubble.value = null
  }

  private readonly composed = (): void => {
    this.composing = false
  }

  /** Opens the toolbar if there is something to format, else closes it. */
  private show(): void {
    const { view, menus } = this
    const fits = view.editable && !this.pointerDown && !this.composing && isFormattable(view.state)
    if (fits && (view.hasFocus() || menus.bubble.value !== null)) menus.bubble.value = bubbleState(view)
    else if (menus.bubble.value !== null) menus.bubble.value = null
  }

  update(view: EditorView, before: EditorState): void {
    if (view.state.selection.eq(before.selection) && view.state.doc === before.doc) return
    // Typing: no selection and no toolbar.
    if (view.state.selection.empty && this.menus.bubble.value === null) return
    this.show()
  }

  destroy(): void {
    const { dom } = this.view
    dom.removeEventListener('pointerdown', this.press)
    dom.removeEventListener('compositionstart', this.compose)
    dom.removeEventListener('compositionend', this.composed)
    document.removeEventListener('pointerup', this.release)
    document.removeEventListener('dragend', this.release)
    // Also when another draft is shown: its state has new plugin views.
    this.menus.bubble.value = null
  }
}

/** Returns the plugin of the selection toolbar. It stays closed while the pointer is down and while an input method composes. */
export function bubblePlugin(menus: Menus): Plugin {
  return new Plugin({
    key: new PluginKey('bubble'),
    props: {
      handleKeyDown: (_view, event) => {
        if (menus.bubble.value === null || event.isComposing) return false
        if (event.key === 'F10' && event.altKey) return menus.focusBubble()
        if (event.key !== 'Escape') return false
        menus.bubble.value = null
        return true
      },
      handleDOMEvents: {
        blur: (_view, event) => {
          const to = event.relatedTarget
          if (!(to instanceof Element && to.closest('.bubble') !== null)) menus.bubble.value = null
          return false
        },
      },
    },
    view: (view) => new BubbleView(view, menus),
  })
}
