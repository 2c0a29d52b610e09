import type { BrowserWindow, Shell, WebContents } from 'electron'
import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { done, problem, type HostServices, type Outcome } from '../../desk.ts'
import { t } from '../messages.ts'
import { wasSaved } from '../windows/saveDialog.ts'
import { DragOut, type DragOutParts } from './dragOut.ts'
import { EndNotices, type EndNoticeParts } from './endNotices.ts'

/** The host services about files and long jobs. */
export type DocumentServices = Pick<
  HostServices,
  'settingsFile' | 'showFile' | 'showDraft' | 'showProgress' | 'announceEnd' | 'prepareDrag' | 'startDrag'
>

export interface DocumentServicesParts extends DragOutParts, EndNoticeParts {
  readonly shell: Pick<Shell, 'showItemInFolder'>
  /** The path of the file with the settings. */
  readonly settingsFile: string
  /** Returns the absolute path of a draft's folder, whether or not it exists. */
  readonly draftFolder: (id: string) => Promise<string>
  /** Returns the window of a page; null if it was closed. */
  readonly windowOf: (contents: WebContents) => BrowserWindow | null
}

/** Returns true if there is a file at a path. */
async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Shows a file or a folder in the system's file manager. */
async function show({ shell }: Pick<DocumentServicesParts, 'shell'>, path: string): Promise<Outcome<null>> {
  // The shell opens nothing for a file that is gone, and says nothing about it.
  if (!(await exists(path)))
    return problem(
      'not-found',
      t('showFile.gone', { name: basename(path) }),
      t('showFile.goneSafe'),
      t('showFile.goneMend'),
    )
  shell.showItemInFolder(path)
  return done(null)
}

/** Returns a function that gives each page its services about files and long jobs. */
export function setupDocumentServices(
  parts: DocumentServicesParts,
): (contents: WebContents) => DocumentServices {
  const dragOut = new DragOut(parts)
  const notices = new EndNotices(parts)
  return (contents) => ({
    settingsFile: () => Promise.resolve(done(parts.settingsFile)),
    showFile: async (path) => {
      // A page can have no other path shown: opening a file manager on a foreign share would do things there.
      if (path !== parts.settingsFile && !wasSaved(path))
        return problem('denied', t('showFile.refused'), t('showFile.safe'), t('showFile.mend'))
      return show(parts, path)
    },
    showDraft: async (id) => show(parts, await parts.draftFolder(id)),
    showProgress: (fraction) => {
      parts.windowOf(contents)?.setProgressBar(fraction)
      return Promise.resolve(done(null))
    },
    announceEnd: (title, text) => {
      notices.announce(parts.windowOf(contents), title, text)
      return Promise.resolve(done(null))
    },
    prepareDrag: (id, format) => dragOut.prepare(id, format),
    startDrag: (token) => Promise.resolve(dragOut.start(contents, token)),
  })
}
