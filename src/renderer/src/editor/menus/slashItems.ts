import type { Node, Schema } from '@tiptap/pm/model'
import type { Command } from '@tiptap/pm/state'
import { Asterisk } from '@lucide/vue'
import type { Component } from 'vue'
import { embedFromUrl, providers } from '../../../../blocks/embed/index.ts'
import { webUrl } from '../../../../text/url.ts'
import { listedWords } from '../../commands/command.ts'
import { bestMatches } from '../../commands/match.ts'
import { t } from '../../i18n.ts'
import { emptyBlock } from '../commands/blocks.ts'
import { kinds, type Section, typeOf } from '../commands/kinds.ts'
import { openFootnote } from './footnotes/footnotes.ts'
import type { Menus } from './menus.ts'

/** One row of the slash menu. */
export interface SlashItem {
  readonly id: string
  readonly label: string
  readonly section: Section
  readonly icon: Component | undefined
  /** A short text beside the label; '' for none. */
  readonly hint: string
  readonly keywords: string
  /** Makes the block to insert; null if the item needs an argument first, or if the argument is not one. */
  readonly block: ((schema: Schema) => Node) | null
  /** Opens what the item is written in, in place of a block. */
  readonly opens?: (menus: Menus) => Command
  /** What to complete the typed text to, for an item that needs an argument. */
  readonly completes?: string
}

const EMBED = kinds.find(({ id }) => id === 'embed')

/** Returns a row for every kind of block, in the language in use. */
function blockItems(): readonly SlashItem[] {
  return kinds.map((kind) => ({
    ...kind,
    block: kind.prompt === undefined ? (schema) => emptyBlock(kind, schema) : null,
    ...(kind.prompt === undefined ? {} : { completes: kind.prompt }),
  }))
}

/** Returns the row for a footnote, which stands within text: its popover opens at the caret. */
function footnoteItem(): SlashItem {
  const keywords = listedWords('footnote').keywords()
  return {
    ...{ id: 'note.footnote', section: 'Text', icon: Asterisk, hint: '', keywords, block: null },
    ...{ label: t('editor.footnote.label'), opens: openFootnote },
  }
}

/** Returns a row for each provider whose name or label begins with the query. They are never listed unasked: there are too many. */
function providerItems(query: string): readonly SlashItem[] {
  const wanted = query.trim().toLowerCase()
  return providers
    .filter(({ name, label }) => [label.toLowerCase(), name].some((text) => text.startsWith(wanted)))
    .map(({ name, label }) => ({
      id: `embed.${name}`,
      label,
      section: 'Editorial',
      icon: EMBED?.icon,
      hint: EMBED?.hint ?? '',
      keywords: '',
      block: null,
      completes: typedName(label),
    }))
}

/** Returns a provider's label as a writer types it after the slash: "Google Maps" is `googlemaps`. */
function typedName(label: string): string {
  return label.toLowerCase().replaceAll(' ', '')
}

/** Returns true if a word asks for an embed: `embed`, or a provider's name or label. */
function isEmbedWord(word: string): boolean {
  const lower = word.toLowerCase()
  return (
    ['embed', 'video', 'link'].includes(lower) ||
    providers.some(({ name, label }) => name === lower || typedName(label) === lower)
  )
}

/** The row for an address of a site that Galley has no player for: a link card. */
function linkCardItem({ hostname }: URL, url: string): SlashItem {
  return {
    ...{ id: 'embed.address', section: 'Editorial', icon: EMBED?.icon, keywords: '' },
    label: t('editor.slash.linkCard', { site: hostname.replace(/^www\./, '') }),
    hint: t('editor.slash.linkCardHint'),
    block: (schema) => typeOf(schema, 'embed').create({ url }),
  }
}

/** Returns an address as a web address: `https://` is put before one that was typed without it, `youtu.be/tEa4MidNigh`. */
function withScheme(address: string): string {
  return /^[\w-]+(?:\.[\w-]+)+\/\S+$/.test(address) ? `https://${address}` : address
}

/** Returns the row for an address: `/youtube https://…`. It says which provider the address was read as. */
function embedItem(address: string): SlashItem {
  const base = { id: 'embed.address', section: 'Editorial', icon: EMBED?.icon, keywords: '' } as const
  const embed = embedFromUrl(address)
  if (embed === null && address === '')
    return { ...base, label: t('editor.slash.embed'), hint: t('editor.slash.embedHint'), block: null }
  const page = embed === null ? webUrl(address) : null
  if (page !== null) return linkCardItem(page, address)
  if (embed === null) return { ...base, label: t('editor.slash.unknownAddress'), hint: '', block: null }
  const provider = providers.find(({ name }) => name === embed.provider)?.label ?? embed.provider
  return {
    ...base,
    label: t('editor.slash.embedFrom', { provider }),
    hint: embed.id.slice(0, 24),
    block: (schema) => typeOf(schema, 'embed').create({ ...embed }),
  }
}

/**
 * Returns the rows of the menu for what was typed after the slash. All kinds of blocks, and the footnote, for ''.
 *
 * Examples: `head` → Heading 2 to 4; `you` → YouTube; `youtube https://youtu.be/abc` → one row that inserts the embed.
 */
export function slashItems(query: string): readonly SlashItem[] {
  const [word = '', ...rest] = query.trimStart().split(' ')
  if (rest.length > 0 && isEmbedWord(word)) return [embedItem(withScheme(rest.join(' ').trim()))]
  if (embedFromUrl(query) !== null) return [embedItem(query)]
  const items = [...blockItems(), footnoteItem()]
  if (query.trim() === '') return items
  return [...bestMatches(query, items, (item) => item), ...providerItems(query)]
}
