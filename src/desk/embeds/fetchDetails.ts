import { embedFromUrl, providers, siteOf } from '../../blocks/embed/index.ts'
import { t } from '../messages.ts'
import { type DeskProblem, deskProblem } from '../problems.ts'
import { fetchFromWeb, type Network, type WebAnswer, WebError, type WebReason } from '../web/fetchWeb.ts'
import { detailsFromOEmbed, detailsFromPage, type FoundDetails } from './details.ts'

/**
 * Finds out what an embed is called and what it looks like: from its provider's oEmbed endpoint where one needs no key, else from
 * the page itself.
 *
 *     https://youtu.be/tEa4MidNigh  →  https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch…
 *     https://pier.example/gulls    →  the page: og:title, og:site_name, og:image, title
 */

const MAX_ANSWER_BYTES = 256 * 1024
/** A page says what it is in its head. The rest is not read. */
const MAX_PAGE_BYTES = 512 * 1024

/** HTTP statuses of pages that are gone or not public. */
const UNAVAILABLE = /^(?:401|403|404|410|451)$/

/** Reads an address of the web; tests have their own. */
export type Fetch = typeof fetchFromWeb

function problem(site: string, why: string, mend = t('embeds.mend.typeTitle')): DeskProblem {
  return deskProblem('invalid', 'embedNotFetched', { site, why, mend })
}

const MEND: Partial<Record<WebReason, () => string>> = {
  timeout: () => t('embeds.mend.tryAgain'),
  unreachable: () => t('embeds.mend.checkConnection'),
}

function problemOf(site: string, { reason, detail }: WebError): DeskProblem {
  const why =
    reason === 'status' && UNAVAILABLE.test(detail)
      ? t('embeds.unavailable', { status: detail })
      : t(`web.${reason}`, { detail })
  return problem(site, why, MEND[reason]?.())
}

/** Returns a page as text, by the encoding that it names (HTML, 13.2.3.2); UTF-8 if it names none that is known. */
function textOfPage({ type, bytes }: WebAnswer): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  const named = /charset\s*=\s*["']?([\w-]+)/i
  const label = named.exec(type)?.[1] ?? named.exec(start)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

/** Where to ask about an address. Of a known provider's address nothing but the id is sent. */
function sourceOf(address: string): {
  readonly site: string
  readonly url: string
  readonly isOEmbed: boolean
} {
  const known = embedFromUrl(address)
  const provider = providers.find(({ name }) => name === known?.provider)
  if (known === null || provider === undefined)
    return { site: siteOf(address), url: address, isOEmbed: false }
  const oEmbed = provider.oEmbedUrl(known.id)
  return {
    site: provider.label,
    url: oEmbed ?? provider.pageUrl(known.id) ?? address,
    isOEmbed: oEmbed !== null,
  }
}

/**
 * Returns title, author and the address of a picture of what lives at an address.
 * @throws DeskProblem that says why nothing was found; the reason of `signal`.
 */
export async function fetchDetails(
  address: string,
  signal: AbortSignal,
  network: Network = {},
  fetch: Fetch = fetchFromWeb,
): Promise<FoundDetails> {
  const { site, url, isOEmbed } = sourceOf(address)
  const wanted = isOEmbed
    ? ({ accept: 'application/json', maxBytes: MAX_ANSWER_BYTES, signal } as const)
    : ({ accept: 'text/html', maxBytes: MAX_PAGE_BYTES, ifLonger: 'cut', signal } as const)
  const answer = await fetch(url, wanted, network).catch((error: unknown) => {
    throw error instanceof WebError ? problemOf(site, error) : error
  })
  const found = isOEmbed
    ? detailsFromOEmbed(new TextDecoder().decode(answer.bytes), answer.url.href)
    : isHtml(answer)
      ? detailsFromPage(textOfPage(answer), answer.url.href)
      : null
  if (found === null) throw problem(site, t('embeds.noAnswer'))
  if (found.title === '' && found.picture === null) throw problem(site, t('embeds.nothing'))
  return found
}

function isHtml({ type }: WebAnswer): boolean {
  return type === '' || /^(?:text\/html|application\/xhtml\+xml)\b/i.test(type)
}
