import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Problem } from '../../../desk.ts'

/** A button on a notice. Pressing it also dismisses the notice. */
export interface NoticeAction {
  readonly label: string
  readonly run: () => void
}

/** One notice in the corner of the page. */
export interface Notice {
  /** Unique on this page. */
  readonly id: number
  readonly tone: 'quiet' | 'problem'
  /** What happened. */
  readonly text: string
  /** For a problem: what is safe, and what to do. For a question: what a yes means. Otherwise ''. */
  readonly detail: string
  readonly actions: readonly NoticeAction[]
  /** A later notice of the same topic replaces this one. Without a topic ('') notices stand side by side. */
  readonly topic: string
}

/** How long a toast stays, unless its caller says otherwise. */
const TOAST_MS = 6_000

/** What the page tells its writer: toasts, which go after a while, and notices and problems, which stay until dismissed. */
export const useNotices = defineStore('notices', () => {
  const list = ref<Notice[]>([])
  let lastId = 0

  function dismiss(id: number): void {
    list.value = list.value.filter((shown) => shown.id !== id)
  }

  /** Removes the notice of a topic, because its matter is settled. */
  function clear(topic: string): void {
    // Every save clears its topic: the list changes, and its watchers run, only if there was such a notice.
    if (!list.value.some((shown) => shown.topic === topic)) return
    list.value = list.value.filter((shown) => shown.topic !== topic)
  }

  function add(added: Omit<Notice, 'id'>): number {
    lastId += 1
    list.value = [
      ...list.value.filter(({ topic }) => topic === '' || topic !== added.topic),
      { ...added, id: lastId },
    ]
    return lastId
  }

  /** Confirms something for a few seconds. Replaces the toast before it, unless the topics differ. */
  function toast(
    text: string,
    actions: readonly NoticeAction[] = [],
    milliseconds = TOAST_MS,
    topic = 'toast',
  ): void {
    const id = add({ tone: 'quiet', text, detail: '', actions, topic })
    setTimeout(() => {
      dismiss(id)
    }, milliseconds)
  }

  /** Shows a sentence until it is dismissed, such as what the desk found in a draft. The same sentence is shown once. */
  function notice(text: string): void {
    if (!list.value.some((shown) => shown.text === text))
      add({ tone: 'quiet', text, detail: '', actions: [], topic: '' })
  }

  /** Asks the writer something, until it is answered or dismissed, or its topic is cleared. */
  function question(text: string, detail: string, actions: readonly NoticeAction[], topic: string): void {
    add({ tone: 'quiet', text, detail, actions, topic })
  }

  /** Shows what went wrong, with ways to solve it, until it is dismissed or its topic is cleared. */
  function problem(problem: Problem, actions: readonly NoticeAction[] = [], topic = ''): void {
    add({ tone: 'problem', text: problem.what, detail: `${problem.safe} ${problem.mend}`, actions, topic })
  }

  /** Adds a button to the problem of a topic that is shown. Returns false if there is none. */
  function addAction(topic: string, action: NoticeAction): boolean {
    const isIt = (shown: Notice): boolean => shown.topic === topic && shown.tone === 'problem'
    if (!list.value.some(isIt)) return false
    list.value = list.value.map((shown) =>
      isIt(shown) ? { ...shown, actions: [...shown.actions, action] } : shown,
    )
    return true
  }

  return { list, toast, notice, question, problem, addAction, dismiss, clear }
})
