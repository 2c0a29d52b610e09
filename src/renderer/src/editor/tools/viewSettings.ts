import { NodeSelection, Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** How the page is shown; asked each time, so that a change of habit shows at once. */
export interface ViewSettings {
  focusMode(): boolean
  typewriter(): boolean
  fullWidth(): boolean
  /** In per cent. */
  zoom(): number
}

const key = new PluginKey('viewSettingsPlugin')

/** Pixels from the window's edges within which the caret's line is brought back, and how far from them it then is. */
export const SCROLL_THRESHOLD_PX = { top: 72, bottom: 120, left: 0, right: 0 }
export const SCROLL_MARGIN_PX = { top: 96, bottom: 140, left: 0, right: 0 }

const scrollerOf = (view: EditorView): Element | null => view.dom.closest('.page-scroll')

/**
 * Keeps the caret's line in sight. ProseMirror's own way measures every element around the caret, eleven of them, at each
 * key; here one scrolls. It is left what has its own scrollbar: code, and blocks selected as a whole.
 */
function scrollCaretIntoView(view: EditorView): boolean {
  const { selection } = view.state
  const scroller = scrollerOf(view)
  if (
    scroller === null ||
    selection instanceof NodeSelection ||
    selection.$head.parent.type.spec.code === true
  )
    return false
  const line = view.coordsAtPos(selection.head, 1)
  const page = scroller.getBoundingClientRect()
  if (line.top < page.top + SCROLL_THRESHOLD_PX.top)
    scroller.scrollTop -= page.top + SCROLL_MARGIN_PX.top - line.top
  else if (line.bottom > page.bottom - SCROLL_THRESHOLD_PX.bottom)
    scroller.scrollTop += line.bottom - page.bottom + SCROLL_MARGIN_PX.bottom
  return true
}

/** Brings the caret's line to mid height. Jumps: text that glides under the eye cannot be read. */
function centreCaret(view: EditorView): boolean {
  const scroller = scrollerOf(view)
  if (scroller === null) return false
  const line = view.coordsAtPos(view.state.selection.head)
  const { top, height } = scroller.getBoundingClientRect()
  scroller.scrollTop += (line.top + line.bottom) / 2 - (top + height / 2)
  return true
}

/** The articleAttributes of the article's own element: they cost nothing per key. */
function articleAttributes(viewSettings: ViewSettings): Record<string, string> {
  const classes = [
    viewSettings.focusMode() ? 'is-focusing' : '',
    viewSettings.typewriter() ? 'is-typewriter' : '',
    viewSettings.fullWidth() ? 'is-wide' : '',
  ]
  const zoom = viewSettings.zoom()
  return {
    class: classes.filter((name) => name !== '').join(' '),
    ...(zoom === 100 ? {} : { style: `zoom: ${String(zoom / 100)}` }),
  }
}

/** Draws anew what depends on the viewSettings, after one of them changed. */
export function refreshViewSettings(view: EditorView): void {
  view.dispatch(view.state.tr.setMeta(key, true).scrollIntoView())
}

/**
 * Focus mode (style sheets let all blocks but the caret's step back), typewriter mode (the caret's line stays at mid
 * height), full width and zoom.
 */
export function viewSettingsPlugin(viewSettings: ViewSettings): Plugin {
  return new Plugin({
    key,
    props: {
      attributes: () => articleAttributes(viewSettings),
      handleScrollToSelection: (view) =>
        viewSettings.typewriter() ? centreCaret(view) : scrollCaretIntoView(view),
    },
  })
}
