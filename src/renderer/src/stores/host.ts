import { defineStore } from 'pinia'
import { isDataUrl } from '../../../text/dataUrl.ts'
import { safeUrl } from '../../../text/url.ts'
import { draftImageUrl, host } from '../desk.ts'
import { useNotices } from './notices.ts'

/** What the page asks of the machine besides its drafts. */
export const useHost = defineStore('host', () => {
  const notices = useNotices()

  /** Where to show a figure's picture from: the draft's own and data; never the web. */
  function imageUrl(draft: string, src: string): string | null {
    if (isDataUrl(src)) return src
    return src.startsWith('images/') ? draftImageUrl(draft, src) : null
  }

  async function openExternal(url: string): Promise<void> {
    if (safeUrl(url) === null) return
    const outcome = await host.openExternal(url)
    if (!outcome.ok) notices.problem(outcome.problem)
  }

  /** Lets the writer keep drafts in another folder. */
  async function chooseLibrary(): Promise<void> {
    const outcome = await host.chooseLibrary()
    if (!outcome.ok) notices.problem(outcome.problem)
    else if (outcome.value !== null) window.location.reload()
  }

  return { imageUrl, openExternal, chooseLibrary }
})
