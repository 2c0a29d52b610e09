import { defineStore } from 'pinia'
import { isDataUrl } from '../../../text/dataUrl.ts'
import { safeUrl } from '../../../text/url.ts'
import type { AppInfo, MenuItem } from '../../../desk.ts'
import { draftImageUrl, host, isDesktop } from '../desk.ts'
import { useNotices } from './notices.ts'

/** What Electron or the browser does for the page besides keeping drafts: pictures' addresses, links, windows, the library folder. */
export const useHost = defineStore('host', () => {
  const notices = useNotices()

  /**
   * Returns the address from which the page shows a figure's picture: a file of the draft, or data. Null for anything else:
   * the page never loads pictures from the web, which would tell a server that the article is being written.
   * @param draft the draft's id
   * @param src as the figure has it: `images/pier.jpg`
   */
  function imageUrl(draft: string, src: string): string | null {
    if (isDataUrl(src)) return src
    return src.startsWith('images/') ? draftImageUrl(draft, src) : null
  }

  /** Opens a web or mail address, or a number to call, in the system's program for it. Other schemes are ignored. */
  async function openExternal(url: string): Promise<void> {
    if (safeUrl(url) === null) return
    const outcome = await host.openExternal(url)
    if (!outcome.ok) notices.problem(outcome.problem)
  }

  /** Lets the writer choose another library folder. Galley starts anew with its drafts, which ends this page. */
  async function chooseLibrary(): Promise<void> {
    const outcome = await host.chooseLibrary()
    if (!outcome.ok) notices.problem(outcome.problem)
  }

  /** Opens a window (in a browser: a tab) with a draft; '' for one without a draft. */
  async function openInNewWindow(id: string): Promise<void> {
    const outcome = await host.openInNewWindow(id)
    if (!outcome.ok) notices.problem(outcome.problem)
  }

  /** Shows a draft's folder in the system's file manager. */
  async function showDraft(id: string): Promise<void> {
    const outcome = await host.showDraft(id)
    if (!outcome.ok) notices.problem(outcome.problem)
  }

  /** Returns the versions of what the app runs on; null if the host does not say. */
  async function appInfo(): Promise<AppInfo | null> {
    const outcome = await host.appInfo()
    return outcome.ok ? outcome.value : null
  }

  /** Returns the path of the file with the settings; '' if the host does not say. */
  async function settingsFile(): Promise<string> {
    const outcome = await host.settingsFile()
    return outcome.ok ? outcome.value : ''
  }

  /** Sets the native menus of the page's window. */
  function setMenus(bar: readonly MenuItem[]): void {
    // A host without menus has none to set, so there is nothing to say about a failure.
    void host.setMenus(bar)
  }

  return {
    imageUrl,
    openExternal,
    chooseLibrary,
    openInNewWindow,
    showDraft,
    appInfo,
    settingsFile,
    setMenus,
    isDesktop,
  }
})
