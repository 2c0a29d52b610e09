import { defineStore } from 'pinia'
import { draftLink } from '../../../../contract/host/documents.ts'
import type { DragFormat } from '../../../../desk.ts'
import { host, isDesktop } from '../../desk.ts'
import { t } from '../../i18n.ts'
import { useDraft } from '../draft.ts'
import { useNotices } from '../notices.ts'
import { useJobs } from './jobs.ts'

/** Ways of one draft to other programs and machines: its link, its Galley file, a drag. */
export const useSharing = defineStore('sharing', () => {
  const notices = useNotices()

  /** Copies the link that opens a draft in Galley on this machine. */
  async function copyLink(id: string): Promise<void> {
    const outcome = await host.copyText(draftLink(id))
    if (outcome.ok) notices.toast(t('stores.sharing.linkCopied'))
    else notices.problem(outcome.problem)
  }

  /** Saves the draft in sight as a Galley file: with its pictures and history, where the writer chooses. */
  async function saveDraftFile(): Promise<void> {
    const draft = useDraft().shown
    if (draft !== null && (await draft.saveNow())) await useJobs().packDraft(draft.id)
  }

  /**
   * Drags a draft to another program, as a file. Nothing is dragged if the button is released before the file is made.
   * @param isHeld returns true while the button is down
   */
  async function dragOut(id: string, format: DragFormat, isHeld: () => boolean): Promise<void> {
    const { shown } = useDraft()
    if (shown?.id === id && !(await shown.saveNow())) return
    const prepared = await host.prepareDrag(id, format)
    if (!prepared.ok) {
      notices.problem(prepared.problem)
      return
    }
    if (!isHeld()) return
    const started = await host.startDrag(prepared.value)
    if (!started.ok) notices.problem(started.problem)
  }

  return { copyLink, saveDraftFile, dragOut, canDrag: isDesktop }
})
