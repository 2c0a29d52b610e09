import { randomBytes } from 'node:crypto'
import { stemOf } from '../../article/index.ts'
import { isDraftId } from '../../calls.ts'

/** Returns a new draft's id: its title and six characters of chance, so that two drafts of one name are two folders. */
export function newDraftId(title: string): string {
  const chance = Array.from(randomBytes(6), (byte) => (byte % 36).toString(36)).join('')
  const id = `${stemOf(title) || 'draft'}-${chance}`
  return isDraftId(id) ? id : `draft-${chance}`
}

/** Returns the folder a draft is to have by its title; null for a draft whose id Galley did not make. */
export function folderNameOf(title: string, id: string): string | null {
  const chance = /-[a-z0-9]{6}$/.exec(id)?.[0]
  return chance === undefined ? null : `${stemOf(title) || 'draft'}${chance}`
}
