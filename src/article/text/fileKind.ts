/**
 * The kinds of files that Galley reads, apart from their readers: these are large, and the page loads them when a file is
 * imported.
 */
export type FileKind = 'txt' | 'md' | 'html' | 'json'

/** Kinds by the extension of a file's name, in lower case and without the dot. */
const KIND_BY_EXTENSION: Readonly<Record<string, FileKind>> = {
  txt: 'txt',
  text: 'txt',
  // Subtitles: who speaks, and when.
  srt: 'txt',
  vtt: 'txt',
  md: 'md',
  markdown: 'md',
  html: 'html',
  htm: 'html',
  json: 'json',
}

/** The endings of the files Galley reads, without their dots. */
export const fileExtensions: readonly string[] = Object.keys(KIND_BY_EXTENSION)

/** Returns the kind of a file by the extension of its name, or null if the extension is missing or unknown. */
export function fileKindOf(name: string): FileKind | null {
  const ending = /\.([^./\\]+)$/u.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(KIND_BY_EXTENSION, ending) ? (KIND_BY_EXTENSION[ending] ?? null) : null
}
