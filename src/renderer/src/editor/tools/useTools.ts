import type { Editor, Extensions } from '@tiptap/core'
import { nextTick, onScopeDispose, type Ref, watch } from 'vue'
import { useDraft } from '../../stores/draft.ts'
import { useSettings } from '../../stores/settings.ts'
import { useSpelling } from '../../stores/spelling.ts'
import { editorCommands } from './editorCommands.ts'
import { useCommands } from '../../commands/commandStore.ts'
import { blockAt, handleFor } from '../menus/handle.ts'
import { createMenus, type Menus } from '../menus/menus.ts'
import { toolExtensions } from './tools.ts'
import { refreshSpelling } from '../spelling/index.ts'
import { refreshModes } from './viewModes.ts'

export interface UsedTools {
  readonly menus: Menus
  readonly extensions: Extensions
  /** Joins them to the editor, once it is there. */
  attach(editor: Editor): void
}

/** The menus, shortcuts and ways of looking of the editor that a component makes; `frame` holds its text. */
export function useTools(frame: Ref<HTMLElement | null>): UsedTools {
  const store = useSettings()
  const draft = useDraft()
  const spelling = useSpelling()
  const menus = createMenus()
  let take: (() => void) | null = null
  onScopeDispose(() => take?.())

  /** The handle goes to the caret's block, and its menu opens. */
  function openBlockMenu(): boolean {
    const view = menus.view.value
    const at = view === null ? null : blockAt(view.state, view.state.selection.from)
    if (view === null || at === null || frame.value === null) return false
    const handle = handleFor(view, at, frame.value)
    menus.handle.value = handle === null ? null : { ...handle, empty: false }
    void nextTick(() => {
      menus.blockMenu.value = true
    })
    return true
  }

  const extensions = toolExtensions({
    menus,
    language: () => draft.metadata?.language ?? 'en',
    spelling: { language: () => spelling.language, names: () => spelling.names },
    frame: () => frame.value,
    blockMenu: () => openBlockMenu(),
    habits: {
      focusMode: () => store.settings.focusMode,
      typewriter: () => store.settings.typewriter,
      fullWidth: () => store.settings.fullWidth,
      zoom: () => store.settings.zoom,
    },
  })

  watch(
    () => [
      store.settings.focusMode,
      store.settings.typewriter,
      store.settings.fullWidth,
      store.settings.zoom,
    ],
    () => {
      if (menus.view.value?.isDestroyed === false) refreshModes(menus.view.value)
      menus.handle.value = null
    },
  )

  watch([() => spelling.language, () => spelling.names], () => {
    if (menus.view.value?.isDestroyed === false) refreshSpelling(menus.view.value)
  })

  return {
    menus,
    extensions,
    attach: ({ view }) => {
      menus.view.value = view
      take?.()
      take = useCommands().add(editorCommands(view, menus, openBlockMenu))
    },
  }
}
