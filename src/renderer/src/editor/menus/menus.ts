import type { EditorView } from '@tiptap/pm/view'
import { inject, type InjectionKey, ref, type Ref, type ShallowRef, shallowRef } from 'vue'
import type { PopoverAnchor } from './popoverAnchor.ts'

/** The slash menu as it stands: what was typed after the `/`, and where. */
export interface SlashState {
  readonly query: string
  readonly anchor: PopoverAnchor
}

/** The toolbar of a selection. `marks` are those that all or part of it has. */
export interface BubbleState {
  readonly anchor: PopoverAnchor
  readonly marks: ReadonlySet<string>
  /** The kind of its blocks when they are all of one. */
  readonly kind: string
}

/** The link being written: which words, and what they led to before. */
export interface LinkState {
  readonly from: number
  readonly to: number
  readonly href: string
  readonly anchor: PopoverAnchor
}

/** The one handle in the margin: which block or turn it belongs to, and where it stands, in pixels. */
export interface HandlePlacement {
  readonly position: number
  readonly top: number
  readonly left: number
  /** An empty paragraph gets a "+", everything else a grip. */
  readonly isEmpty: boolean
  readonly label: string
}

/** What an editor's plugins tell the menus drawn over it, and what the menus ask of them. Never holds a document. */
export interface Menus {
  readonly view: ShallowRef<EditorView | null>
  readonly slash: ShallowRef<SlashState | null>
  readonly bubble: ShallowRef<BubbleState | null>
  readonly link: ShallowRef<LinkState | null>
  readonly handle: ShallowRef<HandlePlacement | null>
  readonly blockMenu: Ref<boolean>
  /** What a key means to the slash menu; answers whether it took it. */
  slashKey: (event: KeyboardEvent) => boolean
  /** Takes the focus into the toolbar of the selection; answers whether there is one. */
  focusBubble: () => boolean
}

export function createMenus(): Menus {
  return {
    view: shallowRef(null),
    slash: shallowRef(null),
    bubble: shallowRef(null),
    link: shallowRef(null),
    handle: shallowRef(null),
    blockMenu: ref(false),
    slashKey: () => false,
    focusBubble: () => false,
  }
}

export const MENUS: InjectionKey<Menus> = Symbol('menus')

/**
 * The menus of the editor that the component belongs to.
 * @throws when there is none: the component stands outside an editor.
 */
export function useMenus(): Menus {
  const menus = inject(MENUS)
  if (menus === undefined) throw new Error('a menu stands outside an editor')
  return menus
}
