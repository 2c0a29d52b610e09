import type { Node, Schema } from '@tiptap/pm/model'
import { embedFromUrl, providers } from '../../../../blocks/embed/index.ts'
import { blockOf } from '../commands/blocks.ts'
import { found } from '../../commands/match.ts'
import { kinds, type Section, typeOf } from '../commands/kinds.ts'

/** One line of the slash menu. */
export interface SlashItem {
  readonly id: string
  readonly label: string
  readonly section: Section
  readonly hint: string
  readonly keywords: string
  /** The block it puts in; null when it wants an argument first, or the argument is none. */
  readonly block: ((schema: Schema) => Node) | null
  /** What to write out, for an item that wants an argument. */
  readonly completes?: string
}

const EMBED = kinds.find(({ id }) => id === 'embed')

/** A row for every kind of block, in the language in use. */
function blockItems(): readonly SlashItem[] {
  return kinds.map((kind) => ({
    ...kind,
    block: kind.prompt === undefined ? (schema) => blockOf(kind, schema) : null,
    ...(kind.prompt === undefined ? {} : { completes: kind.prompt }),
  }))
}

/** Providers are not in the list until they are asked for by name: it would be all providers. */
const PROVIDERS: readonly SlashItem[] = providers.map(({ name, label }) => ({
  id: `embed.${name}`,
  label,
  section: 'Editorial',
  hint: EMBED?.hint ?? '',
  keywords: `${name} embed`,
  block: null,
  completes: label.toLowerCase().replaceAll(' ', ''),
}))

/** Whether this word stands for embeds: `embed`, or a provider's name or label. */
function isEmbedWord(word: string): boolean {
  const folded = word.toLowerCase()
  return (
    ['embed', 'video', 'link'].includes(folded) ||
    PROVIDERS.some(({ id, completes }) => completes === folded || id === `embed.${folded}`)
  )
}

/** `/youtube https://…`: one line that says what the address was read as. */
function embedOf(argument: string): SlashItem {
  const known = embedFromUrl(argument)
  const base = { id: 'embed.address', section: 'Editorial', keywords: '' } as const
  if (known === null)
    return {
      ...base,
      label: argument === '' ? 'Embed' : 'No address that Galley can embed',
      hint: argument === '' ? 'paste or type the link' : '',
      block: null,
    }
  const label = providers.find(({ name }) => name === known.provider)?.label ?? known.provider
  return {
    ...base,
    label: `Embed from ${label}`,
    hint: known.id.slice(0, 24),
    block: (schema) => typeOf(schema, 'embed').create({ ...known }),
  }
}

/** What the menu offers for what was typed after the `/`. */
export function slashItems(query: string): readonly SlashItem[] {
  const [word = '', ...rest] = query.trimStart().split(' ')
  if (rest.length > 0 && isEmbedWord(word)) return [embedOf(rest.join(' ').trim())]
  if (embedFromUrl(query) !== null) return [embedOf(query)]
  if (query.trim() === '') return blockItems()
  const named = PROVIDERS.filter(({ label, id }) =>
    [label.toLowerCase(), id.slice('embed.'.length)].some((name) =>
      name.startsWith(query.trim().toLowerCase()),
    ),
  )
  return [...found(query, blockItems()), ...named]
}
