/** Why a path of somebody else's is not taken, or null when it is a plain relative one. */
export function unsafePathReason(path: string): string | null {
  if (path.length > 1000) return 'its name is too long'
  if (/[\u0000-\u001f]/.test(path)) return 'its name holds control characters'
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'its name is that of a place outside the import'
  if (path.includes('\\')) return 'its name holds a backslash'
  const parts = path.split('/')
  if (parts.includes('..')) return 'its name leads out of the import'
  return parts.some((part) => part === '' || part === '.') ? 'its name is not a proper one' : null
}

/** What two names must differ in to be two files on every system: case and Unicode form are not enough. */
export function caseInsensitiveKey(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC')
}

/** What systems and sync clients leave lying about: passed over without a word. */
export function isLitter(path: string): boolean {
  return path
    .split('/')
    .some((part) => part === '__MACOSX' || part.startsWith('._') || LITTER.has(part.toLowerCase()))
}

const LITTER = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', '.stfolder', '.stignore'])

/** The folder of a path, '' for none. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** `a/b` and `../c` make `a/c`; null when it leads out at the top. */
export function resolved(folder: string, relative: string): string | null {
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.join('/')
}
