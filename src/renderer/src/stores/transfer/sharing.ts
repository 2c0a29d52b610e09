import { defineStore } from 'pinia'
import { draftLink } from '../../../../contract/documents.ts'
import { host } from '../../desk.ts'
import { t } from '../../i18n.ts'
import { useNotices } from '../notices.ts'

/** Ways of one draft to other programs: its link. */
export const useSharing = defineStore('sharing', () => {
  const notices = useNotices()

  /** Copies the link that opens a draft in Galley on this machine. */
  async function copyLink(id: string): Promise<void> {
    const outcome = await host.copyText(draftLink(id))
    if (outcome.ok) notices.toast(t('stores.sharing.linkCopied'))
    else notices.problem(outcome.problem)
  }

  return { copyLink }
})
