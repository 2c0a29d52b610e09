import type { BlockChange, DiffEntry } from '../../../article/index.ts'
import { nodeFaces } from '../../../blocks/_view/nodeFaces.ts'
import { t } from '../i18n.ts'

/** The name of the block that changed, as exact as its view knows it: "Photo", "Turn of Mina Solis". */
function nameOf(change: BlockChange): string {
  if (change.part === 'headline' || change.part === 'standfirst') return t(`history.diff.${change.part}`)
  const node = change.after ?? change.before
  const face = node === null ? undefined : nodeFaces.get(node.type)
  if (node === null || face === undefined) return t('history.diff.block')
  return face.exactLabel?.(node) ?? face.label()
}

/** Returns what an entry of a comparison is about and what happened to it: "Turn of Mina Solis, changed". */
export function diffLabel(entry: DiffEntry): string {
  const name = entry.part === 'metadata' ? t(`history.diff.fields.${entry.field}`) : nameOf(entry)
  return t(`history.diff.${entry.kind}`, { name })
}
