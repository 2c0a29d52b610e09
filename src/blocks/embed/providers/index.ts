import { webUrl } from '../../../text/url.ts'
import { startOf, withStart } from './start.ts'
import { soundcloud, spotify } from './audio.ts'
import {
  appleMusic,
  applePodcasts,
  bilibili,
  mastodon,
  shortLink,
  substack,
  tumblr,
  viki,
  weibo,
} from './more.ts'
import type { EmbedKind, ProviderRow } from './providerRow.ts'
import { bluesky, facebook, instagram, pinterest, reddit, threads, weverse, x } from './social.ts'
import { dailymotion, kakao, naver, tiktok, twitch, vimeo, youtube } from './video.ts'

/**
 * Recognises addresses of videos, posts and music, and rebuilds their addresses. An article stores the provider's name
 * and an id; every address that Galley puts on a page is made from those two, never copied from what was pasted. To add a
 * provider, add a row to `video.ts`, `social.ts`, `audio.ts` or `more.ts` and to `rows` below.
 */

/** Every provider, in the order in which they are asked and listed. */
const rows: readonly ProviderRow[] = [
  ...[youtube, vimeo, instagram, x, tiktok, facebook, threads, bluesky, reddit, pinterest],
  ...[spotify, soundcloud, twitch, dailymotion, naver, kakao, weverse],
  ...[bilibili, weibo, appleMusic, applePodcasts, tumblr, viki, substack, mastodon, shortLink],
]

/** A site whose videos, posts or music can be embedded. */
export interface Provider {
  /** Lower-case, as article files and outlines name it: `youtube`. */
  readonly name: string
  /** As readers know it: `YouTube`. */
  readonly label: string
  /** What lives there. */
  readonly kind: EmbedKind
  /** Returns the id in an address, or null if the address names nothing embeddable of this provider. */
  idFromUrl(url: URL): string | null
  /** Returns the time in seconds at which an address asks to begin, or null: for `?t=1m2s` 62. */
  startFromUrl(url: URL): number | null
  /**
   * Returns the canonical page of an id, or null if the id does not have this provider's format.
   * @param start seconds to begin at
   */
  pageUrl(id: string, start?: number | null): string | null
  /**
   * Returns the https address of a player; null if the id has the wrong format or the provider has no open player.
   * @param start seconds to begin at
   */
  playerUrl(id: string, start?: number | null): string | null
  /** Returns the oEmbed address of an id, which needs no key; null if the provider has none. */
  oEmbedUrl(id: string): string | null
}

/** An address that was recognised, with the attributes of its embed. */
export interface Embeddable {
  /** The address as the writer spelt it, trimmed. */
  readonly url: string
  /** A {@link Provider.name}. */
  readonly provider: string
  /** In the provider's own format: `tEa4MidNigh`, `track/4uLU6hMCjMI75M1A2tKUQC`. */
  readonly id: string
}

/**
 * Fills an id template: `$1` from the pattern's groups, `{v}` from the query. Null if one of them is missing or empty.
 * `playlist/{list}` and `…?list=PL0123456789` give `playlist/PL0123456789`.
 */
function fillTemplate(template: string, groups: readonly (string | undefined)[], url: URL): string | null {
  const missingValues: string[] = []
  const text = template.replace(/\$(\d)|\{(\w+)\}/g, (place, group?: string, parameter?: string) => {
    const value = group === undefined ? url.searchParams.get(parameter ?? '') : groups[Number(group)]
    if (value === undefined || value === null || value === '') missingValues.push(place)
    return value ?? ''
  })
  return missingValues.length === 0 ? text : null
}

/** Returns the page or player of the first format that an id has; null if it has none, or the format has no player. */
function urlFromId({ idFormats }: ProviderRow, id: string, kind: 'page' | 'player'): string | null {
  for (const format of idFormats) {
    const groups = format.pattern.exec(id)
    if (groups === null) continue
    const fill = (template: string): string =>
      template.replace(/\$(\d)/g, (_whole, group: string) => groups[Number(group)] ?? '')
    const page = fill(format.page)
    if (kind === 'page') return page
    return format.player === null ? null : fill(format.player).replace('{page}', encodeURIComponent(page))
  }
  return null
}

/** As {@link urlFromId}, beginning at a time where the provider knows how. */
function startedUrl(
  row: ProviderRow,
  id: string,
  kind: 'page' | 'player',
  seconds: number | null | undefined,
): string | null {
  const address = urlFromId(row, id, kind)
  if (address === null || row.start === undefined || (seconds ?? null) === null) return address
  return withStart(address, row.start[kind], seconds ?? 0)
}

/** Returns the id in an address; null if no pattern of the row matches, or the text matched is no id of the provider. */
function matchRow(row: ProviderRow, url: URL): string | null {
  // A port or user name in the address means a server other than the provider's.
  if (url.host !== url.hostname || url.username !== '' || url.password !== '') return null
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  const place = url.hostname + url.pathname
  for (const [pattern, template] of row.urlPatterns) {
    const groups = pattern.exec(place)
    const id = groups === null ? null : fillTemplate(template, groups, url)
    if (id !== null && row.idFormats.some((format) => format.pattern.test(id))) return id
  }
  return null
}

/** Every provider that Galley knows. */
export const providers: readonly Provider[] = rows.map((row) => ({
  name: row.name,
  label: row.label,
  kind: row.kind,
  idFromUrl: (url) => matchRow(row, url),
  startFromUrl: (url) => (row.start === undefined ? null : startOf(url, row.start.names)),
  pageUrl: (id, start) => startedUrl(row, id, 'page', start),
  playerUrl: (id, start) => startedUrl(row, id, 'player', start),
  oEmbedUrl: (id) => {
    const page = urlFromId(row, id, 'page')
    return page === null ? null : (row.oEmbed?.replace('{page}', encodeURIComponent(page)) ?? null)
  },
}))

/** Providers by {@link Provider.name}. */
const byName = new Map(providers.map((provider) => [provider.name, provider]))

/** Returns the origins of a provider's players. */
function originsOf({ idFormats, redirectOrigins = [] }: ProviderRow): string[] {
  const players = idFormats.map(({ player }) => player).filter((player) => player !== null)
  return [...players.map((player) => new URL(player).origin), ...redirectOrigins]
}

/**
 * The origins of all players: `https://www.youtube-nocookie.com`, `https://player.vimeo.com`. A frame of Galley's page shows
 * nothing else, also after redirects.
 */
export const playerOrigins: readonly string[] = [...new Set(rows.flatMap(originsOf))]

/** Returns the provider with this name, or null. */
export function providerByName(name: string): Provider | null {
  return byName.get(name) ?? null
}

/** Returns the site of an address as a reader knows it, its host without `www.`; '' for no web address. */
export function siteOf(address: string): string {
  return webUrl(address)?.hostname.replace(/^www\./, '') ?? ''
}

/** Returns the time in seconds at which an embed begins, by its address; null for none. */
export function startOfEmbed(provider: string, address: string): number | null {
  const url = webUrl(address)
  return url === null ? null : (providerByName(provider)?.startFromUrl(url) ?? null)
}

/**
 * Returns the embed that an address names, or null for an unknown address or any other text. Never throws.
 * ` https://youtu.be/tEa4MidNigh?t=42 ` gives the trimmed address, `youtube` and `tEa4MidNigh`.
 */
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
