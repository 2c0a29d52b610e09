import { effect, onScopeDispose, shallowRef, watch } from 'vue'
import { onHostEvent } from '../hostEvents.ts'
import { useCaret } from '../stores/article/caret.ts'
import { useDraft } from '../stores/draft.ts'
import { useHost } from '../stores/host.ts'
import { useLibrary } from '../stores/library.ts'
import type { Command } from './command.ts'
import { useCommands } from './commandStore.ts'
import { isMac } from './keyNames.ts'
import { menuBar } from './menuBar.ts'
import { isDialogOpen, useDialogOpen } from './openDialog.ts'

/** How long after a change the menus are described again. A series of changes is one. */
const UPDATE_DELAY_MS = 120

/** How many drafts "Open recent" lists. */
const MAX_RECENT_DRAFTS = 10

/**
 * Keeps the desktop's native menus as the page's commands are, and runs what is chosen there. What is enabled is asked when
 * the caret rests, never on a key, and only a description that differs is sent. Call it in a setup. In a browser, which has no
 * menus to set, it does nothing.
 * @param loadClosed loads the commands that an editor would add, disabled: menus keep their items while no draft is open
 */
export function useNativeMenus(loadClosed: () => Promise<readonly Command[]>): void {
  const host = useHost()
  if (!host.isDesktop) return
  const commands = useCommands()
  const caret = useCaret()
  const isBlocked = useDialogOpen()
  const recentDrafts = useRecentDrafts()
  const closed = shallowRef<readonly Command[]>([])
  void loadClosed().then((list) => {
    closed.value = list
  })

  onHostEvent('command', ({ id }) => {
    const command = commands.all.find((each) => each.id === id)
    if (command !== undefined && !isDialogOpen()) commands.run(command)
  })

  let sent = ''
  const describe = (): void => {
    const open = new Set(commands.all.map(({ id }) => id))
    const bar = menuBar({
      commands: [...commands.all, ...closed.value.filter(({ id }) => !open.has(id))],
      recentDrafts: recentDrafts.value,
      isMac: isMac(),
      isBlocked: isBlocked.value,
    })
    const text = JSON.stringify(bar)
    if (text === sent) return
    sent = text
    host.setMenus(bar)
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const runner = effect(describe, { scheduler: schedule })
  function schedule(): void {
    clearTimeout(timer)
    timer = setTimeout(runner, UPDATE_DELAY_MS)
  }
  // The editor's commands read the document, which is not reactive: what is enabled changes when the caret comes to rest.
  watch(() => caret.restCount, schedule)
  onScopeDispose(() => {
    clearTimeout(timer)
    runner.effect.stop()
  })
}

/** The drafts that were edited last, read again whenever another draft is shown. */
function useRecentDrafts() {
  const draft = useDraft()
  const library = useLibrary()
  const recent = shallowRef<readonly { readonly id: string; readonly title: string }[]>([])
  let requests = 0
  watch(
    () => [draft.id, library.draftCount],
    async () => {
      const request = (requests += 1)
      const rows = await library.search('', MAX_RECENT_DRAFTS)
      if (request === requests) recent.value = rows.map(({ id, title }) => ({ id, title }))
    },
    { immediate: true },
  )
  return recent
}
