import { readFileSync } from 'node:fs'
import { access, readdir } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { ARTICLE_FILE } from '../context.ts'
import { documentsFolder } from '../disk/documentsFolder.ts'
import { currentEnvironment, desktopFolder } from '../disk/systemFolders.ts'

/**
 * Which library a host opens: the one that the command line names, else the one that the writer chose in the desktop app,
 * else `Galley` in the Documents folder. Both hosts ask here, so that they open the same one.
 */

/** The file in which the desktop app keeps the choice: `{"folder":"/Volumes/Drafts"}`. */
const CHOICE_FILE = 'library.json'

/**
 * Returns the folder that the writer chose; '' if there is no choice, or its file cannot be read.
 * @param folder the desktop app's folder
 */
export function readChosenLibrary(folder: string = desktopFolder()): string {
  try {
    const saved: unknown = JSON.parse(readFileSync(join(folder, CHOICE_FILE), 'utf8'))
    const chosen = typeof saved === 'object' && saved !== null && 'folder' in saved ? saved.folder : ''
    return typeof chosen === 'string' && isAbsolute(chosen) ? chosen : ''
  } catch {
    return ''
  }
}

/**
 * Returns the library of a writer who chose none: `Galley` in the Documents folder. Where that holds no drafts and
 * `Documents/Galley` in the home directory does, Galley goes on with those: it took that folder for the Documents folder
 * before it asked the system.
 * @param documents the Documents folder, if the host knows it
 */
export async function defaultLibrary(documents?: string, at = currentEnvironment()): Promise<string> {
  const usual = join(at.home, 'Documents', 'Galley')
  // Electron returns the home directory where a Linux user has no Documents folder.
  const isKnown = documents !== undefined && documents !== at.home
  const folder = join(isKnown ? documents : await documentsFolder(at), 'Galley')
  if (folder === usual || (await holdsDrafts(folder))) return folder
  return (await holdsDrafts(usual)) ? usual : folder
}

/** Returns true if a folder of that folder has an article in it. */
async function holdsDrafts(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names)
    if (
      await access(join(folder, name, ARTICLE_FILE)).then(
        () => true,
        () => false,
      )
    )
      return true
  return false
}
