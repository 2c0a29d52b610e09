import type { Editor, Extensions } from '@tiptap/core'
import type { EditorView } from '@tiptap/pm/view'
import { nextTick, onScopeDispose, type Ref, watch } from 'vue'
import { useCommands } from '../../commands/commandStore.ts'
import { useDraft } from '../../stores/draft.ts'
import { useSettings } from '../../stores/settings.ts'
import { useSpelling } from '../../stores/spelling.ts'
import { blockAt, handleFor } from '../menus/handle.ts'
import { createMenus, type Menus } from '../menus/menus.ts'
import { refreshSpelling } from '../spelling/index.ts'
import { toolExtensions } from './extensions.ts'
import { paletteCommands } from './paletteCommands.ts'
import { refreshViewSettings, type ViewSettings } from './viewSettings.ts'

/** The tools around one editor: menus, commands, input rules, spelling and view settings. */
export interface EditorTools {
  readonly menus: Menus
  /** To create the editor with. */
  readonly extensions: Extensions
  /** Connects the tools to the editor that was created with the extensions. */
  attach(editor: Editor): void
}

/** Moves the handle to the caret's block and opens its menu; returns false if the caret is in no block. */
function openBlockMenu(menus: Menus, frame: HTMLElement | null): boolean {
  const view = menus.view.value
  const at = view === null ? null : blockAt(view.state, view.state.selection.from)
  if (view === null || at === null || frame === null) return false
  const handle = handleFor(view, at, frame)
  menus.handle.value = handle === null ? null : { ...handle, isEmpty: false }
  // The menu hangs on the handle, which is drawn first.
  void nextTick(() => {
    menus.blockMenu.value = true
  })
  return true
}

/** Returns the view settings from the settings store, read each time. */
function storedViewSettings(): ViewSettings {
  const store = useSettings()
  return {
    focusMode: () => store.settings.focusMode,
    typewriter: () => store.settings.typewriter,
    fullWidth: () => store.settings.fullWidth,
    zoom: () => store.settings.zoom,
  }
}

/** Calls `refresh` with the open editor's view whenever one of the sources changes. */
function refreshOn(
  menus: Menus,
  sources: () => readonly unknown[],
  refresh: (view: EditorView) => void,
): void {
  watch(sources, () => {
    if (menus.view.value?.isDestroyed === false) refresh(menus.view.value)
  })
}

/**
 * Makes the tools of a component's editor. Call it in a setup: its commands leave the palette with the component.
 * @param frame the element around the editor, which the handle in the margin is placed in
 */
export function useTools(frame: Ref<HTMLElement | null>): EditorTools {
  const draft = useDraft()
  const spelling = useSpelling()
  const settings = useSettings()
  const menus = createMenus()
  const viewSettings = storedViewSettings()
  const openMenu = (): boolean => openBlockMenu(menus, frame.value)
  let removeCommands: (() => void) | null = null
  onScopeDispose(() => removeCommands?.())

  refreshOn(
    menus,
    () => Object.values(viewSettings).map((read: () => unknown) => read()),
    (view) => {
      refreshViewSettings(view)
      // The text moves under the handle.
      menus.handle.value = null
    },
  )
  refreshOn(menus, () => [spelling.language, spelling.names], refreshSpelling)

  return {
    menus,
    extensions: toolExtensions({
      menus,
      viewSettings,
      typography: {
        language: () => draft.metadata?.language ?? 'en',
        isSubstituted: (kind) => settings.settings.substitutions && settings.settings[kind],
      },
      spelling: { language: () => spelling.language, names: () => spelling.names },
      frame: () => frame.value,
      blockMenu: openMenu,
    }),
    attach: ({ view }) => {
      menus.view.value = view
      removeCommands?.()
      removeCommands = useCommands().add(paletteCommands(view, menus, openMenu))
    },
  }
}
