/** A draft as one file: a zip of its folder, as a backup has it. */
export const DRAFT_FILE_ENDING = 'galley'

/** How many files one request of the system opens; the others are named in one sentence. */
export const MAX_OPENED_FILES = 50

/** Word documents. The desk reads them in an import. */
export const DOCX_ENDING = 'docx'

/** Exports of WordPress sites: many articles in one file. */
export const WORDPRESS_ENDING = 'xml'

/** How the export of a Ghost site begins, unlike an article: with its tables. */
const GHOST_START = /^\s*\{\s*"(?:db|meta|data)"\s*:/

/** Returns true for a JSON file that is the export of a Ghost site, by its first characters. */
export function isGhostExport(start: string): boolean {
  return GHOST_START.test(start)
}

/** The endings of the files that a system may hand to Galley, in lower case and without their dots. */
export const OPENED_ENDINGS: readonly string[] = [
  'md',
  'markdown',
  'txt',
  'text',
  'srt',
  'vtt',
  'html',
  'htm',
  'json',
  DOCX_ENDING,
  DRAFT_FILE_ENDING,
]

/** The endings of PDF and of other word processors' files, which Galley does not read: the writer is told what to do instead. */
export const WORD_ENDINGS: readonly string[] = ['doc', 'odt', 'rtf', 'pages', 'pdf']

/** Returns the ending of a file's name, in lower case and without the dot; '' for none. */
export function endingOf(name: string): string {
  return /\.([^./\\]+)$/u.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** The app's own scheme. The host `app` is the page; links to drafts have the host `draft`. */
export const APP_SCHEME = 'galley'

/** The host of links to drafts. Nothing is served from it. */
export const LINK_HOST = 'draft'

/** Returns the link that opens a draft on this machine: `galley://draft/night-tram-3f9a`. */
export function draftLink(id: string): string {
  return `${APP_SCHEME}://${LINK_HOST}/${encodeURIComponent(id)}`
}
