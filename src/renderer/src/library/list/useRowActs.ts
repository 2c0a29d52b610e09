import { computed, nextTick, ref } from 'vue'
import type { ArticleState } from '../../../../article/index.ts'
import type { LibraryRow } from '../../../../desk.ts'
import { useCommands } from '../../commands/commandStore.ts'
import { restoreFocus } from '../../dom/focus.ts'
import { useDraft } from '../../stores/draft.ts'
import { useDraftChanges } from '../../stores/rows/draftChanges.ts'
import { useHost } from '../../stores/host.ts'
import { useLibrary } from '../../stores/library.ts'
import { useSelection } from '../../stores/rows/selection.ts'
import { useTemplates } from '../../stores/rows/templates.ts'

/** The acts of a draft's menu, for one draft or for several; the list carries them out. */
export type RowAct =
  | 'open'
  | 'openInNewWindow'
  | 'rename'
  | 'duplicate'
  | 'template'
  | 'tags'
  | 'pin'
  | 'unpin'
  | 'show'
  | 'export'
  | 'trash'

/** The keys of a focused row, as the menu shows them and the list compares them. */
export const ROW_KEYS = {
  open: 'Enter',
  openInNewWindow: 'Mod-Enter',
  rename: 'F2',
  duplicate: 'Mod-d',
  trash: 'Delete Backspace',
} as const satisfies Partial<Record<RowAct, string>>

/** Acts that need a draft which can be read. */
export const SOUND_ACTS: ReadonlySet<RowAct> = new Set(['rename', 'duplicate'])

/** Opens a draft and then the export dialog. */
async function exportDraft(id: string): Promise<void> {
  if (!(await useDraft().open(id))) return
  const commands = useCommands()
  const command = commands.all.find((one) => one.id === 'article.export')
  if (command !== undefined) commands.run(command)
}

/**
 * Waits for a change that may give rows other places, and focuses a draft's row again if its move took the focus.
 * @param focusRow focuses a row by its index
 */
async function keepFocusOn(
  id: string,
  change: Promise<unknown>,
  focusRow: (index: number) => Promise<void>,
): Promise<void> {
  await change
  await nextTick()
  const { activeElement } = document
  if (activeElement !== null && activeElement !== document.body) return
  const index = await useLibrary().findRow(id)
  if (index >= 0) await focusRow(index)
}

/** Moves drafts to the trash; the focus goes to the row that takes their place. */
async function trashRows(ids: readonly string[], index: number): Promise<void> {
  const moved = await useDraftChanges().trash(ids)
  useSelection().remove(moved)
  const next = [index, index - 1].map((near) => `.drafts [data-index="${String(near)}"] .draft-open`)
  await restoreFocus(...next, '.library [data-fold]')
}

/**
 * Carries out the acts of a row or of the selected rows, from the context menu, the bar of a selection, or a key, and moves
 * the focus afterwards.
 * @param focusRow focuses a row by its index
 */
export function useRowActs(focusRow: (index: number) => Promise<void>) {
  const library = useLibrary()
  const changes = useDraftChanges()
  const selection = useSelection()
  /** The row that the menu is about, by its index. */
  const menuIndex = ref(-1)
  /** The drafts that an act is about. */
  const ids = ref<readonly string[]>([])
  /** The draft whose row is a field for its headline; '' for none. */
  const renamed = ref('')
  const isTagging = ref(false)
  /** True if the chosen act moves the focus elsewhere. */
  let takesFocus = false

  const rowAt = (index: number): LibraryRow | undefined => library.listing.rows[index]
  const rows = computed(() => {
    const wanted = new Set(ids.value)
    return library.listing.rows.filter((row): row is LibraryRow => row !== undefined && wanted.has(row.id))
  })

  /** Sets the drafts of the next act: the row's, or the whole selection if the row is part of it. */
  function aim(index: number): void {
    const id = rowAt(index)?.id ?? ''
    menuIndex.value = index
    takesFocus = false
    ids.value = selection.has(id) ? [...selection.ids] : id === '' ? [] : [id]
  }

  function aimAtSelection(): void {
    ids.value = [...selection.ids]
    menuIndex.value = library.listing.rows.findIndex((row) => row !== undefined && selection.has(row.id))
  }

  const keepFocus = (change: Promise<unknown>): Promise<void> =>
    keepFocusOn(ids.value[0] ?? '', change, focusRow)

  /** Closes the field for a headline. @param title the new headline; null if it stays */
  async function endRename(title: string | null, byKey: boolean): Promise<void> {
    const id = renamed.value
    renamed.value = ''
    const change = title === null ? Promise.resolve() : changes.rename(id, title)
    await (byKey ? keepFocus(change) : change)
  }

  function act(chosen: RowAct): void {
    const [id = ''] = ids.value
    const acts: Readonly<Record<RowAct, () => unknown>> = {
      open: () => useDraft().open(id),
      openInNewWindow: () => useHost().openInNewWindow(id),
      rename: () => (renamed.value = id),
      duplicate: () => keepFocus(changes.duplicate(id)),
      template: () => useTemplates().saveAs(id),
      tags: () => (isTagging.value = true),
      pin: () => keepFocus(changes.pin(ids.value, true)),
      unpin: () => keepFocus(changes.pin(ids.value, false)),
      show: () => useHost().showDraft(id),
      export: () => exportDraft(id),
      trash: () => trashRows(ids.value, menuIndex.value),
    }
    takesFocus = chosen === 'rename' || chosen === 'tags' || chosen === 'export' || chosen === 'trash'
    void acts[chosen]()
  }

  return {
    ...{ menuIndex, ids, rows, renamed, isTagging, aim, aimAtSelection, act, endRename },
    setState: (state: ArticleState) => void keepFocus(changes.setState(ids.value, state)),
    changeTags: (change: { readonly add: readonly string[]; readonly remove: readonly string[] }) =>
      void keepFocus(changes.changeTags(ids.value, change)),
    /** Call it when the menu has closed: the focus returns to its row unless the choice moves it elsewhere. */
    menuClosed: () => {
      if (!takesFocus) void focusRow(menuIndex.value)
    },
  }
}
