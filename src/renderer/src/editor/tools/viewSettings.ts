import { NodeSelection, Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/**
 * How the article is shown: focus mode, typewriter mode, full width and zoom. Style sheets do the work; this plugin sets
 * classes on the article's element and scrolls, so no setting costs anything per key.
 */

/** The settings. Read each time, so that a change shows at once. */
export interface ViewSettings {
  /** Dims all blocks but the caret's. */
  focusMode(): boolean
  /** Keeps the caret's line at mid height. */
  typewriter(): boolean
  /** Lets the text fill the width of the window. */
  fullWidth(): boolean
  /** Size of the text in per cent; 100 is normal. */
  zoom(): number
}

/** Key of the plugin, and of the meta that makes it apply the settings again. */
const key = new PluginKey('viewSettings')

/** If the caret's line is closer than this to an edge of the page, the page scrolls. */
export const SCROLL_THRESHOLD_PX = { top: 72, bottom: 120, left: 0, right: 0 }
/** The distance from the edge after scrolling. */
export const SCROLL_MARGIN_PX = { top: 96, bottom: 140, left: 0, right: 0 }

/** The element that scrolls the page; null in tests without a page. */
const scrollerOf = (view: EditorView): Element | null => view.dom.closest('.page-scroll')

/**
 * Scrolls the caret's line into view. ProseMirror measures all eleven elements around the caret on each key; here only one
 * scrolls. Returns false, for ProseMirror to do it, in code, which has a scrollbar of its own, and for selected blocks.
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

/** Scrolls the caret's line to mid height, without animation: moving text cannot be read. */
function centreCaret(view: EditorView): boolean {
  const scroller = scrollerOf(view)
  if (scroller === null) return false
  const line = view.coordsAtPos(view.state.selection.head)
  const { top, height } = scroller.getBoundingClientRect()
  scroller.scrollTop += (line.top + line.bottom) / 2 - (top + height / 2)
  return true
}

/** Class and style of the article's element. */
function articleAttributes(viewSettings: ViewSettings): Record<string, string> {
  const classes = [
    viewSettings.focusMode() ? 'is-focusing' : '',
    viewSettings.typewriter() ? 'is-typewriter' : '',
    viewSettings.fullWidth() ? 'is-wide' : '',
  ]
  const zoom = viewSettings.zoom()
  return {
    class: classes.filter((name) => name !== '').join(' '),
    ...(zoom === 100 ? {} : { style: `zoom: ${String(zoom / 100)}; --zoom: ${String(zoom / 100)}` }),
  }
}

/** Applies the settings after one of them changed. */
export function refreshViewSettings(view: EditorView): void {
  view.dispatch(view.state.tr.setMeta(key, true).scrollIntoView())
}

/** Returns the plugin that applies view settings. */
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
