import type { App, JumpListItem, Menu } from 'electron'
import type { Desk, DraftSummary } from '../../desk.ts'
import { t } from '../messages.ts'
import { DRAFT_FLAG } from './openRequests.ts'

/** How many drafts the system lists. Windows shows ten. */
const MAX_RECENT_DRAFTS = 10

/** How long after the last change the list is made again. */
const REFRESH_DELAY_MS = 3000

/** Windows leaves out an item whose description is longer, in UTF-16 code units. */
const MAX_DESCRIPTION_LENGTH = 260

export interface RecentsParts {
  readonly app: Pick<App, 'isPackaged' | 'dock' | 'setJumpList' | 'getJumpListSettings'>
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate'>
  readonly platform: NodeJS.Platform
  /** Lists the drafts. */
  readonly desk: Pick<Desk, 'listDrafts'>
  /** Shows a draft in a window. */
  readonly open: (id: string) => void
}

type RecentDraft = Pick<DraftSummary, 'id' | 'title'>

/**
 * The recent drafts where a system offers them: the jump list of Windows' task bar, the menu of macOS' Dock. Drafts are
 * listed by their last edit. Linux has no such list.
 */
export class Recents {
  readonly #parts: RecentsParts
  #timer: NodeJS.Timeout | null = null

  constructor(parts: RecentsParts) {
    this.#parts = parts
  }

  /** Makes the list again once nothing has changed for a moment. */
  refreshLater(): void {
    const { platform } = this.#parts
    if (platform !== 'win32' && platform !== 'darwin') return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#refresh(), REFRESH_DELAY_MS)
    this.#timer.unref()
  }

  async #refresh(): Promise<void> {
    const outcome = await this.#parts.desk.listDrafts({
      ...{ text: '', state: '', tag: '', person: '', sort: 'edited' },
      ...{ offset: 0, limit: MAX_RECENT_DRAFTS },
    })
    if (!outcome.ok) return
    const drafts = outcome.value.rows.filter(({ damage }) => damage === undefined)
    if (this.#parts.platform === 'win32') this.#setJumpList(drafts)
    else this.#setDockMenu(drafts)
  }

  #setJumpList(drafts: readonly RecentDraft[]): void {
    const { app } = this.#parts
    // In development an item would start a bare Electron.
    if (!app.isPackaged) return
    // Windows drops the whole category if it has an item that its owner has removed.
    const removed = new Set(app.getJumpListSettings().removedItems.map(({ args }) => args))
    const items = drafts.map(jumpListItem).filter(({ args }) => !removed.has(args))
    app.setJumpList(items.length === 0 ? [] : [{ type: 'custom', name: t('recents.title'), items }])
  }

  #setDockMenu(drafts: readonly RecentDraft[]): void {
    const { app, Menu, open } = this.#parts
    app.dock?.setMenu(
      Menu.buildFromTemplate(
        drafts.map((draft) => ({
          label: titleOf(draft),
          click: () => {
            open(draft.id)
          },
        })),
      ),
    )
  }
}

function titleOf({ title }: RecentDraft): string {
  return title === '' ? t('recents.untitled') : title
}

function jumpListItem(draft: RecentDraft): JumpListItem {
  return {
    type: 'task',
    title: titleOf(draft),
    description: titleOf(draft).slice(0, MAX_DESCRIPTION_LENGTH),
    program: process.execPath,
    args: `${DRAFT_FLAG}${draft.id}`,
    iconPath: process.execPath,
    iconIndex: 0,
  }
}
