import type { EditorView } from '@tiptap/pm/view'
import { inject, type InjectionKey, ref, type Ref, type ShallowRef, shallowRef } from 'vue'
import type { PopoverAnchor } from './popoverAnchor.ts'

/**
 * The state that the editor's plugins share with the menus drawn over it. Plugins write what they see in the document
 * (slash.ts, bubble.ts, link.ts, notes.ts, footnotes/, handle.ts); Vue components (SlashMenu, BubbleBar, LinkEditor, …) draw it
 * and call commands. Nothing here may hold a document: it is reactive.
 */

/** The open slash menu: the text typed after the slash, and where it hangs. */
export interface SlashState {
  readonly query: string
  readonly anchor: PopoverAnchor
}

/** The open toolbar of a selection. */
export interface BubbleState {
  readonly anchor: PopoverAnchor
  /** Names of the marks that the selection or a part of it has. */
  readonly marks: ReadonlySet<string>
  /** Id of the selected blocks' kind if they are all of one; else ''. */
  readonly kind: string
}

/** The open link editor. */
export interface LinkState {
  /** Range of the words in the document. */
  readonly from: number
  readonly to: number
  /** The address the words have now; '' for none. */
  readonly href: string
  readonly anchor: PopoverAnchor
}

/** The open comment. */
export interface NoteState {
  /** Its id; '' for a new one. */
  readonly id: string
  /** Range of its words in the document. */
  readonly from: number
  readonly to: number
  readonly text: string
  readonly anchor: PopoverAnchor
  /** False if it was opened by a click, which leaves the focus in the text. */
  readonly takesFocus: boolean
}

/** The open footnote. */
export interface FootnoteState {
  /** What it says, in the markup of `blocks/footnote/content.ts`; '' for a new one. */
  readonly text: string
  /** True for one that is not in the text yet. */
  readonly isNew: boolean
  readonly anchor: PopoverAnchor
}

/** The one handle in the margin beside a block or turn. */
export interface HandlePlacement {
  /** Position of the block in the document. */
  readonly position: number
  /** Pixels from the top left corner of the editor's frame. */
  readonly top: number
  readonly left: number
  /** True for an empty paragraph, which has a plus sign in place of the grip. */
  readonly isEmpty: boolean
  /** The block's name for screen readers. */
  readonly label: string
}

/** The menus of one editor. */
export interface Menus {
  readonly view: ShallowRef<EditorView | null>
  readonly slash: ShallowRef<SlashState | null>
  readonly bubble: ShallowRef<BubbleState | null>
  readonly link: ShallowRef<LinkState | null>
  readonly note: ShallowRef<NoteState | null>
  readonly footnote: ShallowRef<FootnoteState | null>
  readonly handle: ShallowRef<HandlePlacement | null>
  /** True while the menu of the handle's block is open. */
  readonly blockMenu: Ref<boolean>
  /** Handles a key while the slash menu is open; returns false to pass it on. Set by SlashMenu. */
  slashKey: (event: KeyboardEvent) => boolean
  /** Focuses the toolbar of the selection; returns false if it is not open. Set by BubbleBar. */
  focusBubble: () => boolean
}

/** Returns the menus of a new editor, all closed. */
export function createMenus(): Menus {
  return {
    view: shallowRef(null),
    slash: shallowRef(null),
    bubble: shallowRef(null),
    link: shallowRef(null),
    note: shallowRef(null),
    footnote: shallowRef(null),
    handle: shallowRef(null),
    blockMenu: ref(false),
    slashKey: () => false,
    focusBubble: () => false,
  }
}

/** Key by which EditorMenus provides the menus to its components. */
export const MENUS: InjectionKey<Menus> = Symbol('menus')

/**
 * Returns the menus of the editor around a component.
 * @throws Error if the component is not inside EditorMenus
 */
export function useMenus(): Menus {
  const menus = inject(MENUS)
  if (menus === undefined) throw new Error('a menu stands outside an editor')
  return menus
}
