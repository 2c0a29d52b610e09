import type { DiffEntry } from '../../../article/index.ts'

/** Blocks by node name, as a writer calls them. */
const NAMES: Readonly<Record<string, string>> = {
  headline: 'Headline',
  standfirst: 'Standfirst',
  paragraph: 'Paragraph',
  heading: 'Heading',
  bulletList: 'List',
  orderedList: 'List',
  quote: 'Quote',
  divider: 'Divider',
  codeBlock: 'Code',
  dialogue: 'Dialogue',
  turn: 'Turn',
  caption: 'On-screen caption',
  figure: 'Photo',
  embed: 'Embed',
  source: 'Source line',
}

const KINDS = { same: '', added: ', added', removed: ', removed', changed: ', changed' } as const

/** What an entry of a comparison is, and what became of it: "Turn of Mina Solis, changed". */
export function diffLabel(entry: DiffEntry): string {
  if (entry.part === 'metadata')
    return `${entry.field.charAt(0).toUpperCase()}${entry.field.slice(1)}${KINDS[entry.kind]}`
  const node = entry.after ?? entry.before
  const name = NAMES[node?.type ?? ''] ?? 'Block'
  const speaker = node?.type === 'turn' ? node.attrs?.speaker : ''
  return `${name}${typeof speaker === 'string' && speaker !== '' ? ` of ${speaker}` : ''}${KINDS[entry.kind]}`
}
