import { isAbsolute, resolve } from 'node:path'
import { isDraftId } from '../../calls.ts'
import { APP_SCHEME, LINK_HOST } from '../../contract/host/documents.ts'

/**
 * What the system asks Galley to open, as it stands on a command line: files by their paths, drafts by a link or by an
 * item of the jump list. All of it may come from another program, so that nothing here is used unchecked.
 *
 *     galley notes/tram.md                     a file, relative to the working directory
 *     galley -- -draft.md                      a file whose name begins with a hyphen
 *     galley --open-draft=night-tram-3f9a      a draft
 *     galley galley://draft/night-tram-3f9a    a draft; with a link, nothing else on the line counts
 */

/** Something to open. */
export type OpenRequest =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'draft'; readonly id: string }
  /** A link that names no draft. */
  | { readonly kind: 'badLink'; readonly link: string }

/** The flag by which the jump list opens a draft. */
export const DRAFT_FLAG = '--open-draft='

/** A link is not looked at beyond this length, in UTF-16 code units. */
const MAX_LINK_LENGTH = 1000

/** Windows' names for devices and pipes: `\\.\PhysicalDrive0`, `\\?\pipe\x`. A share, `\\server\share`, is none. */
const DEVICE_PATH = /^[\\/]{2}[.?](?:[\\/]|$)/

/**
 * Returns what a command line asks to open.
 * @param args the arguments alone, without the program
 * @param folder the working directory, which relative paths start from
 */
export function requestsFrom(args: readonly string[], folder: string): OpenRequest[] {
  const link = args.find(isLink)
  // A browser passes links of web pages: whatever else got onto the line by one is not to be trusted.
  if (link !== undefined) return [requestFromLink(link)]
  const end = args.indexOf('--')
  const flags = end < 0 ? args : args.slice(0, end)
  const paths = [...flags.filter((arg) => !arg.startsWith('-')), ...(end < 0 ? [] : args.slice(end + 1))]
  const drafts = flags.flatMap((arg) => (arg.startsWith(DRAFT_FLAG) ? [arg.slice(DRAFT_FLAG.length)] : []))
  return [
    ...drafts.filter(isDraftId).map((id) => ({ kind: 'draft' as const, id })),
    ...paths.filter((path) => isPath(path)).map((path) => fileRequest(path, folder)),
  ]
}

/** Returns what a link asks to open. */
export function requestFromLink(link: string): OpenRequest {
  const id = link.length <= MAX_LINK_LENGTH ? draftIdIn(link) : null
  return id === null ? { kind: 'badLink', link: link.slice(0, MAX_LINK_LENGTH) } : { kind: 'draft', id }
}

function isLink(arg: string): boolean {
  return arg.toLowerCase().startsWith(`${APP_SCHEME}:`)
}

/** Returns the id in `galley://draft/ID`; null for any other address. */
function draftIdIn(link: string): string | null {
  if (!URL.canParse(link)) return null
  const { protocol, host, pathname, username, password } = new URL(link)
  if (protocol !== `${APP_SCHEME}:` || host.toLowerCase() !== LINK_HOST || username !== '' || password !== '')
    return null
  try {
    const id = decodeURIComponent(pathname.replace(/^\//, '').replace(/\/$/, '')).normalize('NFC')
    return isDraftId(id) ? id : null
  } catch {
    return null
  }
}

function isPath(path: string): boolean {
  return path !== '' && !path.includes('\0') && !DEVICE_PATH.test(path)
}

function fileRequest(path: string, folder: string): OpenRequest {
  return { kind: 'file', path: isAbsolute(path) ? path : resolve(folder, path) }
}
