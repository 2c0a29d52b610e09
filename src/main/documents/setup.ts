import type { App, Menu, NativeImage, Shell, WebContents } from 'electron'
import { join } from 'node:path'
import type { HostDesk } from '../library/openingDesk.ts'
import type { Windows } from '../windows/windows.ts'
import type { EndNoticeParts } from './endNotices.ts'
import { Recents, type RecentsParts } from './recents.ts'
import { type DocumentServices, setupDocumentServices } from './services.ts'

export interface DocumentsParts {
  readonly app: RecentsParts['app'] & Pick<App, 'getPath'>
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate'>
  readonly Notification: EndNoticeParts['Notification']
  readonly nativeImage: { createFromPath(path: string): NativeImage }
  readonly shell: Pick<Shell, 'showItemInFolder'>
  readonly platform: NodeJS.Platform
  readonly desk: Pick<HostDesk, 'connectPage' | 'jobFile' | 'onChange' | 'draftFolder'>
  /** The path of the picture under the pointer while a draft is dragged. */
  readonly dragIcon: string
  /** The path of the file with the settings. */
  readonly settingsFile: string
  /** Returns the windows; not called before the first page connects. */
  readonly windows: () => Pick<Windows, 'all' | 'ofPage' | 'open'>
}

/** What passes between drafts and the system. */
export interface Documents {
  /** Returns the services of a page about files and long jobs. */
  servicesFor(contents: WebContents): DocumentServices
}

/** Sets up how drafts reach the system: recent drafts, files dragged out, files shown, progress and notifications. */
export function setupDocuments(parts: DocumentsParts): Documents {
  const { app, Menu, Notification, nativeImage, shell, platform, desk, dragIcon, windows, settingsFile } =
    parts
  // Galley itself is a page that never opens a draft.
  const own = desk.connectPage().desk
  const recents = new Recents({ app, Menu, platform, desk: own, open: (id) => windows().open(id) })
  recents.refreshLater()
  desk.onChange(() => {
    recents.refreshLater()
  })
  return {
    servicesFor: setupDocumentServices({
      ...{ shell, Notification, settingsFile, desk: own, jobFile: (job) => desk.jobFile(job) },
      draftFolder: (id) => desk.draftFolder(id),
      windows: () => windows().all(),
      windowOf: (contents) => windows().ofPage(contents),
      folder: join(app.getPath('userData'), 'dragged'),
      icon: () => nativeImage.createFromPath(dragIcon),
    }),
  }
}
