import { webUrl } from '../../../text/url.ts'
import { providerRows, type ProviderRow } from './table.ts'

/**
 * A place whose things can be embedded. What an article keeps of one is the provider's name and an id; every address
 * that Galley hands out is rebuilt from those two, so that nothing else of a pasted address can reach a page.
 */
export interface Provider {
  /** Lower-case, as outlines and files name it: `youtube`. */
  readonly name: string
  /** As a reader knows it: `YouTube`. */
  readonly label: string
  /** The id of what this address names, or null when it names nothing embeddable of this provider. */
  idFromUrl(url: URL): string | null
  /** The canonical page of an id; null when the id is none of this provider's. */
  pageUrl(id: string): string | null
  /** The https address of a player for an id; null when the id is none of this provider's, or it has no open player. */
  playerUrl(id: string): string | null
}

/** What the recogniser, the editor and the checks make of an address. */
export interface Embeddable {
  /** The writer's own spelling, trimmed. */
  readonly url: string
  readonly provider: string
  readonly id: string
}

/** `$1` is a group of the pattern, `{v}` a parameter of the query; null when one of them is missing. */
function fillTemplate(template: string, groups: readonly (string | undefined)[], url: URL): string | null {
  const missing: string[] = []
  const text = template.replace(/\$(\d)|\{(\w+)\}/g, (place, group?: string, parameter?: string) => {
    const value = group === undefined ? url.searchParams.get(parameter ?? '') : groups[Number(group)]
    if (value === undefined || value === null || value === '') missing.push(place)
    return value ?? ''
  })
  return missing.length === 0 ? text : null
}

function urlFromId({ idFormats: ids }: ProviderRow, id: string, kind: 'watch' | 'frame'): string | null {
  for (const form of ids) {
    const groups = form.id.exec(id)
    if (groups === null) continue
    const put = (template: string): string =>
      template.replace(/\$(\d)/g, (_whole, group: string) => groups[Number(group)] ?? '')
    const watch = put(form.page)
    if (kind === 'watch') return watch
    return form.player === null ? null : put(form.player).replace('{watch}', encodeURIComponent(watch))
  }
  return null
}

function matchRow(row: ProviderRow, url: URL): string | null {
  // Whoever names a port or a user means another server than the provider's.
  if (url.host !== url.hostname || url.username !== '' || url.password !== '') return null
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  const place = url.hostname + url.pathname
  for (const [pattern, template] of row.urlPatterns) {
    const groups = pattern.exec(place)
    const id = groups === null ? null : fillTemplate(template, groups, url)
    if (id !== null && row.idFormats.some((form) => form.id.test(id))) return id
  }
  return null
}

/** Every provider Galley knows. */
export const providers: readonly Provider[] = providerRows.map((row) => ({
  name: row.name,
  label: row.label,
  idFromUrl: (url) => matchRow(row, url),
  pageUrl: (id) => urlFromId(row, id, 'watch'),
  playerUrl: (id) => urlFromId(row, id, 'frame'),
}))

const byName = new Map(providers.map((provider) => [provider.name, provider]))

/** The provider of that name, or null. */
export function providerByName(name: string): Provider | null {
  return byName.get(name) ?? null
}

/** What an address names at a provider we know; null for any other text. */
export function embedFromUrl(text: string): Embeddable | null {
  const url = text.trim()
  if (/\s/.test(url)) return null
  const parsed = webUrl(url)
  if (parsed === null) return null
  for (const provider of providers) {
    const id = provider.idFromUrl(parsed)
    if (id !== null) return { url, provider: provider.name, id }
  }
  return null
}
