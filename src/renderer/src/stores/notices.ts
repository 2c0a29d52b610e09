import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Problem } from '../../../desk.ts'

export interface NoticeAction {
  readonly label: string
  readonly run: () => void
}

export interface Notice {
  readonly id: number
  readonly tone: 'quiet' | 'problem'
  readonly text: string
  /** What is safe and what to do, for a problem. */
  readonly detail: string
  readonly actions: readonly NoticeAction[]
  /** A later notice of the same topic takes this one's place. */
  readonly topic: string
}

/** What the page tells its writer: short lines that go by themselves, and problems that stay until they are dealt with. */
export const useNotices = defineStore('notices', () => {
  const list = ref<Notice[]>([])
  let last = 0

  function dismiss(id: number): void {
    list.value = list.value.filter((notice) => notice.id !== id)
  }

  function clear(topic: string): void {
    // Every save clears: whoever watches the list is told of changes alone.
    if (!list.value.some((notice) => notice.topic === topic)) return
    list.value = list.value.filter((notice) => notice.topic !== topic)
  }

  function add(notice: Omit<Notice, 'id'>): number {
    last += 1
    list.value = [
      ...list.value.filter(({ topic }) => topic === '' || topic !== notice.topic),
      { ...notice, id: last },
    ]
    return last
  }

  /** A line that goes by itself; one of the same topic takes its place. */
  function toast(
    text: string,
    actions: readonly NoticeAction[] = [],
    milliseconds = 6000,
    topic = 'said',
  ): void {
    const id = add({ tone: 'quiet', text, detail: '', actions, topic })
    setTimeout(() => {
      dismiss(id)
    }, milliseconds)
  }

  /** What the desk has to say about drafts as it found them: it stays until it is read, also beside another such line. */
  function notice(text: string): void {
    if (!list.value.some((notice) => notice.text === text))
      add({ tone: 'quiet', text, detail: '', actions: [], topic: '' })
  }

  /** Something went wrong. */
  function problem(problem: Problem, actions: readonly NoticeAction[] = [], topic = ''): void {
    add({ tone: 'problem', text: problem.what, detail: `${problem.safe} ${problem.mend}`, actions, topic })
  }

  return { list, toast: toast, notice: notice, problem: problem, dismiss, clear }
})
