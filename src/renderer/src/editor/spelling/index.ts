import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { WORD_CHARACTERS } from '../../../../text/words.ts'
import { namePattern } from './namePattern.ts'

/**
 * Keeps the browser's spelling checker away from names. It cannot be taught words, so names of the cast are marked
 * `spellcheck="false"`: names just typed at once, visible ones after a pause. Electron's checker has a dictionary of its own
 * (`checkSpelling` of the host); then there are no names to mark.
 */

/** How long nothing must change or scroll before visible names are marked. */
const MARK_DELAY_MS = 160
/** Characters before the caret in which a name just typed is looked for. */
const MAX_LOOKBEHIND = 80

/** Where language and names come from. Read each time. */
export interface SpellingSource {
  /** The article's language, as a BCP 47 tag. */
  language(): string
  /** Names to mark; none if the host's checker has a dictionary of its own. */
  names(): readonly string[]
}

/** A character behind which a name has ended: none of a word's, and no apostrophe. */
const ENDS_WORD = new RegExp(`[^${WORD_CHARACTERS}'’]$`, 'u')

const key = new PluginKey<DecorationSet>('spelling')
const UNCHECKED = { spellcheck: 'false' }

/** Marks on the names in a text block whose words begin at `start`. */
function marksIn(block: Node, start: number, pattern: RegExp, from = 0): Decoration[] {
  if (block.type.spec.code === true) return []
  const text = block.textBetween(from, block.content.size, '', '\ufffc')
  return Array.from(text.matchAll(pattern), ({ index, 0: { length } }) =>
    Decoration.inline(start + from + index, start + from + index + length, UNCHECKED),
  )
}

/** Marks on the names in the blocks between two positions. */
export function namesBetween(doc: Node, from: number, to: number, words: readonly string[]): DecorationSet {
  const pattern = namePattern(words)
  if (pattern === null) return DecorationSet.empty
  const marks: Decoration[] = []
  doc.nodesBetween(from, to, (node, at) => {
    if (node.isTextblock) marks.push(...marksIn(node, at + 1, pattern))
    return !node.isTextblock
  })
  return DecorationSet.create(doc, marks)
}

/** The mark on a name that ends right before the character just typed; null if there is none. */
export function nameTyped({ selection: { $from, empty } }: EditorState, pattern: RegExp): Decoration | null {
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code === true) return null
  const from = Math.max(0, $from.parentOffset - MAX_LOOKBEHIND)
  const before = $from.parent.textBetween(from, $from.parentOffset, '', '\ufffc')
  if (!ENDS_WORD.test(before)) return null
  const last = Array.from(before.matchAll(pattern)).at(-1)
  if (last === undefined || last.index + last[0].length !== before.length - 1) return null
  const start = $from.start() + from + last.index
  return Decoration.inline(start, start + last[0].length, UNCHECKED)
}

/** The range of the document that the page shows. */
function visibleRange(view: EditorView): { from: number; to: number } {
  const all = { from: 0, to: view.state.doc.content.size }
  const scroller = view.dom.closest('.page-scroll')
  if (scroller === null) return all
  const { top, bottom } = scroller.getBoundingClientRect()
  const { left, width } = view.dom.getBoundingClientRect()
  const at = (y: number): number | undefined => view.posAtCoords({ left: left + width / 2, top: y })?.pos
  return { from: at(top + 1) ?? all.from, to: at(bottom - 1) ?? all.to }
}

/** Returns true if two sets mark the same ranges. */
function isSameMarks(one: DecorationSet, other: DecorationSet): boolean {
  const places = (set: DecorationSet): string =>
    set
      .find()
      .map(({ from, to }) => `${String(from)}-${String(to)}`)
      .join()
  return places(one) === places(other)
}

/** Marks visible names once nothing has changed for a moment, so that neither a key nor a long article costs anything. */
class NameMarker {
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly view: EditorView
  private readonly spelling: SpellingSource

  constructor(view: EditorView, spelling: SpellingSource) {
    this.view = view
    this.spelling = spelling
    document.addEventListener('scroll', this.schedule, { capture: true, passive: true })
    this.schedule()
  }

  readonly schedule = (): void => {
    if (this.spelling.names().length === 0 && key.getState(this.view.state) === DecorationSet.empty) return
    clearTimeout(this.timer)
    this.timer = setTimeout(this.markVisible, MARK_DELAY_MS)
  }

  private readonly markVisible = (): void => {
    const { view } = this
    if (view.isDestroyed) return
    // A decoration would replace the text node that an input method is composing in.
    if (view.composing) {
      this.schedule()
      return
    }
    const { from, to } = visibleRange(view)
    const marks = namesBetween(view.state.doc, from, to, this.spelling.names())
    if (!isSameMarks(marks, key.getState(view.state) ?? DecorationSet.empty))
      view.dispatch(view.state.tr.setMeta(key, marks).setMeta('addToHistory', false))
  }

  update(view: EditorView, before: EditorState): void {
    if (view.state.doc !== before.doc) this.schedule()
  }

  destroy(): void {
    clearTimeout(this.timer)
    document.removeEventListener('scroll', this.schedule, { capture: true })
  }
}

const markers = new WeakMap<EditorView, NameMarker>()

/** Marks names again after the language or the cast changed. */
export function refreshSpelling(view: EditorView): void {
  view.dispatch(view.state.tr.setMeta('addToHistory', false))
  markers.get(view)?.schedule()
}

/** Marks names for the spelling checker and sets the article's language; see the top of this file. */
export const SpellingOfNames = Extension.create<SpellingSource>({
  name: 'spelling',
  addOptions: () => ({ language: () => 'en', names: () => [] }),
  addProseMirrorPlugins() {
    const spelling = this.options
    let known: { readonly names: readonly string[]; readonly pattern: RegExp | null } | null = null
    // Used on every key: rebuilt only for another list of names.
    const pattern = (): RegExp | null => {
      const names = spelling.names()
      if (known?.names !== names) known = { names, pattern: namePattern(names) }
      return known.pattern
    }
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (tr, before, _old, state) => {
            const replaced = tr.getMeta(key) as DecorationSet | undefined
            if (replaced !== undefined) return replaced
            if (!tr.docChanged) return before
            const marks = before.map(tr.mapping, tr.doc)
            const sought = pattern()
            const typed = sought === null ? null : nameTyped(state, sought)
            if (typed === null || marks.find(typed.from, typed.to).length > 0) return marks
            return marks.add(tr.doc, [typed])
          },
        },
        props: {
          decorations: (state) => key.getState(state),
          attributes: () => ({ lang: spelling.language() }),
        },
        view: (view) => {
          const marker = new NameMarker(view, spelling)
          markers.set(view, marker)
          return {
            update: (now, before) => {
              marker.update(now, before)
            },
            destroy: () => {
              marker.destroy()
            },
          }
        },
      }),
    ]
  },
})
