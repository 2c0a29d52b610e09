import type { UpdateInfo } from 'electron-updater'

/** Longer notes are cut. In UTF-16 code units. */
const MAX_LENGTH = 20_000

/** Returns release notes as text, newest version first. Nothing of them is ever read as HTML. */
export function notesText(notes: UpdateInfo['releaseNotes']): string {
  const text = Array.isArray(notes)
    ? notes.map(({ version, note }) => `${version}\n${note ?? ''}`).join('\n\n')
    : (notes ?? '')
  return text.slice(0, MAX_LENGTH).trim()
}
