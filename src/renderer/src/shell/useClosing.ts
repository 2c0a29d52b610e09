import { useEventListener } from '@vueuse/core'
import { stringifyArticle } from '../../../article/index.ts'
import { MAX_SHORT_TEXT_LENGTH } from '../../../calls.ts'
import { type Clock, systemClock, withinTime } from '../clock.ts'
import { host } from '../desk.ts'
import { t } from '../i18n.ts'
import { useDraft } from '../stores/draft.ts'
import { useNotices } from '../stores/notices.ts'

/** A save that takes longer while the window is to close is told. */
const ASK_AFTER_MS = 2_000
/** The writer chose to wait: how long until the next question. */
const ASK_AGAIN_AFTER_MS = 20_000

/**
 * Closes the window only once its words are on the disk. A window that is to close (by the writer, by quitting, by logging off)
 * stays if words are only on the page, saves them and then closes itself:
 *
 *   saved within 2 s      it closes
 *   the save takes long   the host asks: wait, keep the window, or close without saving
 *   the save failed       the host asks: keep the window, save the article to a file and close, or close without saving
 *
 * In a browser the browser itself asks, and the window stays until the writer closes it again.
 */
export function useClosing(clock: Clock = systemClock): void {
  const draft = useDraft()
  let isClosing = false
  /** The writer gave the words up, or has them in a file. */
  let isLeaving = false

  function leave(): void {
    isLeaving = true
    window.close()
  }

  /** Returns true if the article was saved to a file of the writer's choice. */
  async function saveElsewhere(): Promise<boolean> {
    const article = draft.current()
    if (article === null) return true
    const bytes = new TextEncoder().encode(stringifyArticle(article))
    const name = `${draft.id ?? 'article'}.json`
    const outcome = await host.saveFile({ name, mime: 'application/json', bytes })
    if (!outcome.ok) useNotices().problem(outcome.problem)
    return outcome.ok && outcome.value !== null
  }

  async function close(): Promise<void> {
    let waitMs = ASK_AFTER_MS
    for (;;) {
      const saving = draft.saveEverything()
      const isSaved = await withinTime(clock, waitMs, saving)
      if (isSaved === true) {
        window.close()
        return
      }
      const asking = host.askBeforeClosing(isSaved === null ? 'saving' : 'failed', failure())
      // The words may reach the disk while the question is shown: then the window closes, and the question goes away.
      const answer = isSaved === null ? await Promise.race([asking, saving]) : await asking
      if (typeof answer === 'boolean') continue
      const choice = answer.ok ? answer.value : 'stay'
      if (choice === 'stay') return
      if (choice === 'discard' || (choice === 'saveElsewhere' && (await saveElsewhere()))) {
        leave()
        return
      }
      waitMs = ASK_AGAIN_AFTER_MS
    }
  }

  useEventListener(window, 'beforeunload', (event) => {
    if (isLeaving || !draft.hasUnsaved()) return
    event.preventDefault()
    if (isClosing) return
    isClosing = true
    void close().finally(() => {
      isClosing = false
    })
  })
}

/** Returns why the last save failed, in the sentence that its notice has; the beginning of one that is too long. */
function failure(): string {
  const notice = useNotices().list.find(({ topic }) => topic === 'save' || topic === 'connection')
  const reason = notice?.text ?? t('shell.closing.unsaved')
  return reason.length <= MAX_SHORT_TEXT_LENGTH ? reason : `${reason.slice(0, MAX_SHORT_TEXT_LENGTH - 1)}…`
}
