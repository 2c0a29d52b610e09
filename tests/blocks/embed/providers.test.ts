import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  embedFromUrl,
  playerOrigins,
  providerByName,
  providers,
  startOfEmbed,
} from '../../../src/blocks/embed/providers/index.ts'
import { FORMS, NOTHING, YT } from './addresses.ts'

const KNOWN = Object.entries(FORMS).flatMap(([name, forms]) =>
  forms.map(([url, id]) => [name, url, id] as const),
)

describe('each form of an address', () => {
  it('has an example here for every provider', () => {
    expect(Object.keys(FORMS)).toEqual(providers.map(({ name }) => name))
    expect(Object.keys(NOTHING)).toEqual(providers.map(({ name }) => name))
  })

  it.each(KNOWN)('is recognised for %s: %s', (provider, url, id) => {
    expect(embedFromUrl(url)).toEqual({ url, provider, id })
    expect(embedFromUrl(`\u00a0 ${url}\n`)).toEqual({ url, provider, id })
    expect(embedFromUrl(url.replace(/^https?:\/\/[^/]+/, (origin) => origin.toUpperCase()))?.id).toBe(id)
  })

  it.each(KNOWN)('gives the same id for %s again after its page is built: %s', (provider, _url, id) => {
    const watch = providerByName(provider)?.pageUrl(id) ?? ''
    expect(watch).toMatch(/^https:\/\//)
    // Twitch writes the number of a video with a v in its player, and without one everywhere else.
    expect(embedFromUrl(watch)).toMatchObject({ provider, id: id.replace('videos/v', 'videos/') })
  })
})

describe('a page without an embed', () => {
  it.each(Object.entries(NOTHING).flatMap(([name, urls]) => urls.map((url) => [name, url])))(
    'is not recognised for %s: %s',
    (_name, url) => {
      expect(embedFromUrl(url)).toBeNull()
    },
  )
})

describe('an address that imitates a provider’s', () => {
  const evil: readonly (readonly [string, (url: URL) => string])[] = [
    ['a longer host', ({ protocol, host, pathname, search }) => `${protocol}//${host}.evil.example${pathname}${search}`],
    ['a host that ends alike', ({ protocol, host, pathname, search }) => `${protocol}//evil${host}${pathname}${search}`],
    ['a host below', ({ protocol, host, pathname, search }) => `${protocol}//evil.${host}${pathname}${search}`],
    ['the host as a user', ({ protocol, host, pathname, search }) => `${protocol}//${host}@evil.example${pathname}${search}`],
    ['a user', ({ protocol, host, pathname, search }) => `${protocol}//evil@${host}${pathname}${search}`],
    ['a port', ({ protocol, host, pathname, search }) => `${protocol}//${host}:8443${pathname}${search}`],
    ['the host as a path', ({ protocol, host, pathname, search }) => `${protocol}//evil.example/${host}${pathname}${search}`],
    ['the host in a query', ({ href }) => `https://evil.example/?u=${href}`],
    ['the host in a fragment', ({ href }) => `https://evil.example/#${href}`],
    ['backslashes', ({ host, pathname, search }) => `https:\\\\${host}${pathname}${search}`],
    ['a trailing dot', ({ protocol, host, pathname, search }) => `${protocol}//${host}.${pathname}${search}`],
    ['no scheme', ({ host, pathname, search }) => `//${host}${pathname}${search}`],
    ['another scheme', ({ host, pathname, search }) => `javascript://${host}${pathname}${search}`],
    ['ftp', ({ host, pathname, search }) => `ftp://${host}${pathname}${search}`],
    ['a letter that looks alike', ({ host, pathname, search }) => `https://${host.replace(/[aeoi]/, 'а')}${pathname}${search}`],
    ['a path of two', ({ protocol, host, pathname, search }) => `${protocol}//${host}/evil/evil/evil/evil${pathname}${search}`],
    ['a step up', ({ protocol, host, pathname, search }) => `${protocol}//${host}${pathname}/../../../../..${search}`],
    ['words behind', ({ href }) => `${href} and more`],
    ['a line end inside', ({ host, pathname, search }) => `https://${host}\n${pathname}${search}`],
  ] // prettier-ignore
  // A Mastodon post may be on any server: its host imitates nobody's.
  const first = Object.entries(FORMS)
    .filter(([name]) => name !== 'mastodon')
    .map(([name, forms]) => [name, new URL(forms[0]?.[0] ?? '')] as const)

  it.each(evil)('is not recognised with %s', (_what, change) => {
    for (const [name, url] of first) {
      const changed = change(url)
      expect(changed).not.toBe(url.href)
      expect(embedFromUrl(changed), `${name}: ${changed}`).toBeNull()
    }
  })
})

describe('a player’s address', () => {
  it('is on the provider’s https host for every id in an address', () => {
    for (const [name, , id] of KNOWN) {
      const frame = providerByName(name)?.playerUrl(id) ?? null
      if (frame === null) continue
      const url = new URL(frame)
      expect(url.protocol, frame).toBe('https:')
      expect(frame, frame).not.toMatch(/[\s"'<>\\]/)
    }
  })

  it('is made of the id alone', () => {
    expect(providerByName('youtube')?.playerUrl(YT)).toBe(`https://www.youtube-nocookie.com/embed/${YT}`)
    expect(providerByName('vimeo')?.playerUrl('198765432/ab12cd34ef')).toBe(
      'https://player.vimeo.com/video/198765432?h=ab12cd34ef',
    )
    expect(providerByName('soundcloud')?.playerUrl('harbour-players/paper-moon')).toBe(
      'https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fharbour-players%2Fpaper-moon',
    )
    expect(providerByName('twitch')?.playerUrl('videos/1234567890')).toBeNull()
  })

  it.each([
    ['youtube', `https://youtu.be/${YT}?si=x&t=43s`, `https://www.youtube-nocookie.com/embed/${YT}?start=43`],
    ['youtube', `https://www.youtube.com/watch?v=${YT}#t=1m2s`, `https://www.youtube-nocookie.com/embed/${YT}?start=62`],
    ['youtube', `https://www.youtube.com/embed/${YT}?start=90`, `https://www.youtube-nocookie.com/embed/${YT}?start=90`],
    ['vimeo', 'https://vimeo.com/198765432#t=1h2m3s', 'https://player.vimeo.com/video/198765432#t=3723s'],
    ['vimeo', 'https://vimeo.com/198765432/ab12cd34ef#t=5', 'https://player.vimeo.com/video/198765432?h=ab12cd34ef#t=5s'],
    ['dailymotion', 'https://www.dailymotion.com/video/x8abcde?start=12', 'https://geo.dailymotion.com/player.html?video=x8abcde&startTime=12'],
  ])('begins where the address says, for %s: %s', (name, address, player) => {
    const embed = embedFromUrl(address)
    const start = startOfEmbed(name, address)
    expect(providerByName(name)?.playerUrl(embed?.id ?? '', start)).toBe(player)
    // The page that is built for the id begins there as well.
    const page = providerByName(name)?.pageUrl(embed?.id ?? '', start) ?? ''
    expect(embedFromUrl(page)?.id).toBe(embed?.id)
    expect(startOfEmbed(name, page)).toBe(start)
  }) // prettier-ignore

  it.each([
    't=',
    't=0',
    't=abc',
    't=-5',
    't=1e3',
    't=99999999999999999999',
    't=43s"><script>',
    't=1:99:99:99',
    'x=43',
  ])('begins at the beginning for a time that is none: %s', (query) => {
    expect(startOfEmbed('youtube', `https://youtu.be/${YT}?${query}`)).toBeNull()
  })

  it('begins at the beginning where the provider documents no time', () => {
    expect(startOfEmbed('tiktok', 'https://www.tiktok.com/@a/video/7301234567890123456?t=43')).toBeNull()
  })

  it('is null, as the page is, for anything that is not an id', () => {
    const evil = [
      '',
      ' ',
      '../evil',
      `${YT}"onload="x`,
      `${YT}?x`,
      `${YT}#x`,
      `${YT}/..`,
      '//evil.example',
      `${YT}\n`,
      '$1',
    ]
    for (const provider of providers)
      for (const id of evil) {
        expect(provider.playerUrl(id), `${provider.name}: ${id}`).toBeNull()
        expect(provider.pageUrl(id), `${provider.name}: ${id}`).toBeNull()
      }
    fc.assert(
      fc.property(fc.constantFrom(...providers), fc.string({ unit: 'binary' }), (provider, id) => {
        expect(provider.playerUrl(id) ?? 'https://x').toMatch(/^https:\/\/[^\s"'<>\\]+$/)
      }),
    )
  })
})

it('finds each provider by its name, and no other', () => {
  for (const provider of providers) expect(providerByName(provider.name)).toBe(provider)
  expect(providerByName('geocities')).toBeNull()
  expect(providerByName('')).toBeNull()
})

it('never throws for any text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string({ unit: 'binary' })), (text) => {
      embedFromUrl(text)
    }),
  )
})

describe('the origins of players', () => {
  it('contain every player’s own, over https and without a port', () => {
    const ids = Object.entries(FORMS).flatMap(([name, forms]) => forms.map(([, id]) => [name, id] as const))
    const players = ids
      .map(([name, id]) => providerByName(name)?.playerUrl(id) ?? null)
      .filter((player) => player !== null)
    const redirects = ['https://platform.x.com']
    expect([...new Set([...players.map((player) => new URL(player).origin), ...redirects])].sort()).toEqual(
      playerOrigins.toSorted(),
    )
    for (const origin of playerOrigins) expect(origin).toMatch(/^https:\/\/[a-z0-9.-]+$/)
  })
})
