import { defineStore } from 'pinia'
import { draftLink } from '../../../../contract/documents.ts'
import { host } from '../../desk.ts'
import { t } from '../../i18n.ts'
import { useDraft } from '../draft.ts'
import { useNotices } from '../notices.ts'
import { useJobs } from './jobs.ts'

/** Ways of one draft to other programs and machines: its link, and its Galley file. */
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

  return { copyLink, saveDraftFile }
})
