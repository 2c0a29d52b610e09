import { defineStore } from 'pinia'
import { onScopeDispose, ref } from 'vue'
import type { Problem } from '../../../desk.ts'
import type { ConnectionState } from '../callWatch.ts'
import { connection } from '../desk.ts'
import { t } from '../i18n.ts'
import { useNotices } from './notices.ts'

/** The topic of the one notice about the connection. */
const TOPIC = 'connection'

/** What the writer reads while the desk is slow or gone. Nothing is lost: the page has every word. */
function problemOf(state: Exclude<ConnectionState, 'answering'>): Problem {
  return {
    code: 'unreachable',
    what: t(`stores.connection.${state}`),
    safe: t('stores.connection.safe'),
    mend: t(state === 'slow' ? 'stores.connection.waitSlow' : 'stores.connection.waitGone'),
  }
}

/** Returns true if the desk answers. While it does not, one notice says so; the next answer removes it. */
export const useConnection = defineStore('connection', () => {
  const notices = useNotices()
  const state = ref(connection.state)

  function showState(now: ConnectionState): void {
    state.value = now
    if (now === 'answering') notices.clear(TOPIC)
    else notices.problem(problemOf(now), [], TOPIC)
  }

  onScopeDispose(connection.subscribe(showState))
  // The desk may have been gone before anybody listened.
  if (connection.state !== 'answering') showState(connection.state)
  return { state }
})
