import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { UpdateState } from '../../../contract/host/updates.ts'
import { host } from '../desk.ts'
import { t } from '../i18n.ts'
import { useNotices, type NoticeAction } from './notices.ts'

/** The topic of all notices about updates: a later one replaces the one before. */
const TOPIC = 'update'

/** Newer versions of the desktop app: the notice about one, what is new in it, and its installation. */
export const useUpdates = defineStore('updates', () => {
  const notices = useNotices()
  /** The newer version that was announced last; null if none was. */
  const offered = ref<UpdateState | null>(null)
  const areNotesOpen = ref(false)

  /** Tells the writer about a newer version, with what is new and a button that installs it. */
  function announce(update: UpdateState): void {
    if (update.status === 'none') return
    offered.value = update
    const isReady = update.status === 'ready'
    const actions: NoticeAction[] = [
      { label: t(isReady ? 'shell.updates.restart' : 'shell.updates.download'), run: () => void install() },
    ]
    if (update.notes !== '')
      actions.push({
        label: t('shell.updates.notes'),
        run: () => {
          areNotesOpen.value = true
        },
      })
    const { version } = update
    notices.question(
      t(isReady ? 'shell.updates.ready' : 'shell.updates.available', { version }),
      t(isReady ? 'shell.updates.readyDetail' : 'shell.updates.availableDetail'),
      actions,
      TOPIC,
    )
  }

  /** Looks for a newer version because the writer asks, and says what came of it. */
  async function check(): Promise<void> {
    const outcome = await host.checkForUpdates()
    if (!outcome.ok) notices.problem(outcome.problem, [], TOPIC)
    else if (outcome.value.status === 'none') notices.toast(t('shell.updates.none'))
    else announce(outcome.value)
  }

  /** Installs the newer version: the host quits, which saves every draft, and starts again. */
  async function install(): Promise<void> {
    areNotesOpen.value = false
    const update = offered.value
    if (update?.status === 'available')
      notices.toast(t('shell.updates.downloading', { version: update.version }))
    const outcome = await host.installUpdate()
    if (!outcome.ok) notices.problem(outcome.problem, [], TOPIC)
  }

  return { offered, areNotesOpen, announce, check, install }
})
