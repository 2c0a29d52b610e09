import { defineStore } from 'pinia'
import { onScopeDispose, ref } from 'vue'
import type { Problem } from '../../../desk.ts'
import type { ConnectionState } from '../callWatch.ts'
import { connection } from '../desk.ts'
import { useNotices } from './notices.ts'

const TOPIC = 'connection'

const PROBLEMS: Readonly<Record<Exclude<ConnectionState, 'answering'>, Problem>> = {
  slow: {
    code: 'unreachable',
    what: 'The disk or Galley’s host does not answer.',
    safe: 'Your words are on this page.',
    mend: 'Leave it open: it saves as soon as there is an answer.',
  },
  gone: {
    code: 'unreachable',
    what: 'Galley’s host does not answer.',
    safe: 'Your words are on this page.',
    mend: 'Leave it open and start Galley again: the page goes on by itself.',
  },
}

/** Whether the desk answers. While it does not, one notice says so; it goes with the next answer. */
export const useConnection = defineStore('connection', () => {
  const notices = useNotices()
  const state = ref(connection.state)

  function showState(now: ConnectionState): void {
    state.value = now
    if (now === 'answering') notices.clear(TOPIC)
    else notices.problem(PROBLEMS[now], [], TOPIC)
  }

  onScopeDispose(connection.subscribe(showState))
  if (connection.state !== 'answering') showState(connection.state)
  return { state }
})
