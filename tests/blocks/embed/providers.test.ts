import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  embedFromUrl,
  playerOrigins,
  providerByName,
  providers,
  startOfEmbed,
} from '../../../src/blocks/embed/providers/index.ts'

const YT = 'tEa4MidNigh'
const TRACK = '0a1B2c3D4e5F6g7H8i9J0k'
const DID = 'did:plc:abcdefghijklmnopqrstuvwx'

/** Every form of an address, and the id it names. */
const FORMS: Readonly<Record<string, readonly (readonly [url: string, id: string])[]>> = {
  youtube: [
    [`https://www.youtube.com/watch?v=${YT}`, YT],
    [`http://youtube.com/watch?feature=shared&v=${YT}&t=42s`, YT],
    [`https://m.youtube.com/watch?v=${YT}&list=PLabcdefghijklm`, YT],
    [`https://music.youtube.com/watch?v=${YT}`, YT],
    [`https://youtu.be/${YT}?si=abc&t=10`, YT],
    [`https://www.youtube.com/shorts/${YT}`, YT],
    [`https://www.youtube.com/live/${YT}?start=9`, YT],
    [`https://www.youtube.com/embed/${YT}?start=9`, YT],
    [`https://www.youtube.com/v/${YT}`, YT],
    [`https://www.youtube-nocookie.com/embed/${YT}`, YT],
    ['https://www.youtube.com/playlist?list=PLabcdefghijklm', 'playlist/PLabcdefghijklm'],
    ['https://www.youtube.com/embed/videoseries?list=PLabcdefghijklm', 'playlist/PLabcdefghijklm'],
  ],
  vimeo: [
    ['https://vimeo.com/198765432', '198765432'],
    ['https://www.vimeo.com/198765432#t=10s', '198765432'],
    ['https://vimeo.com/198765432/ab12cd34ef', '198765432/ab12cd34ef'],
    ['https://vimeo.com/channels/staffpicks/198765432', '198765432'],
    ['https://vimeo.com/groups/lofts/videos/198765432', '198765432'],
    ['https://vimeo.com/showcase/1234/video/198765432', '198765432'],
    ['https://vimeo.com/ondemand/loft/198765432', '198765432'],
    ['https://player.vimeo.com/video/198765432', '198765432'],
    ['https://player.vimeo.com/video/198765432?h=ab12cd34ef', '198765432/ab12cd34ef'],
  ],
  instagram: [
    ['https://www.instagram.com/p/R00fCarp_1/', 'p/R00fCarp_1'],
    ['https://instagram.com/reel/R00fCarp_1/?igsh=abc', 'reel/R00fCarp_1'],
    ['https://www.instagram.com/reels/R00fCarp_1', 'reel/R00fCarp_1'],
    ['https://www.instagram.com/tv/R00fCarp_1/', 'tv/R00fCarp_1'],
    ['https://www.instagram.com/petra.holm/p/R00fCarp_1/', 'p/R00fCarp_1'],
    ['https://www.instagram.com/p/R00fCarp_1/embed/', 'p/R00fCarp_1'],
    ['https://instagr.am/p/R00fCarp_1/', 'p/R00fCarp_1'],
  ],
  x: [
    ['https://x.com/lantern/status/1234567890123456789', '1234567890123456789'],
    ['https://twitter.com/lantern/status/1234567890123456789?s=20', '1234567890123456789'],
    ['https://mobile.twitter.com/lantern/status/1234567890123456789', '1234567890123456789'],
    ['https://www.x.com/lantern/status/1234567890123456789/photo/1', '1234567890123456789'],
    ['https://x.com/i/status/1234567890123456789', '1234567890123456789'],
    ['https://twitter.com/i/web/status/1234567890123456789', '1234567890123456789'],
  ],
  tiktok: [
    [
      'https://www.tiktok.com/@studio.kiem/video/7301234567890123456?lang=en',
      '@studio.kiem/video/7301234567890123456',
    ],
    [
      'https://www.tiktok.com/@studio.kiem/photo/7301234567890123456',
      '@studio.kiem/photo/7301234567890123456',
    ],
    ['https://m.tiktok.com/v/7301234567890123456.html', '7301234567890123456'],
    ['https://www.tiktok.com/embed/v2/7301234567890123456', '7301234567890123456'],
    ['https://www.tiktok.com/player/v1/7301234567890123456', '7301234567890123456'],
    ['https://vm.tiktok.com/ZMabc1234/', 'vm/ZMabc1234'],
    ['https://vt.tiktok.com/ZSabc1234/', 'vt/ZSabc1234'],
    ['https://www.tiktok.com/t/ZTabc1234/', 't/ZTabc1234'],
  ],
  facebook: [
    ['https://www.facebook.com/watch/?v=1234567890', 'watch/1234567890'],
    ['https://www.facebook.com/video.php?v=1234567890', 'watch/1234567890'],
    ['https://m.facebook.com/lantern.films/videos/1234567890/', 'lantern.films/videos/1234567890'],
    [
      'https://www.facebook.com/lantern.films/videos/the-kettle/1234567890',
      'lantern.films/videos/1234567890',
    ],
    ['https://www.facebook.com/reel/1234567890', 'reel/1234567890'],
    ['https://www.facebook.com/lantern.films/posts/1234567890', 'lantern.films/posts/1234567890'],
    ['https://www.facebook.com/lantern.films/posts/pfbid0abcdefghij', 'lantern.films/posts/pfbid0abcdefghij'],
    [
      'https://www.facebook.com/permalink.php?story_fbid=1234567890&id=9876543210',
      '9876543210/posts/1234567890',
    ],
    ['https://www.facebook.com/photo/?fbid=1234567890&set=a.1', 'photo/1234567890'],
    ['https://www.facebook.com/share/v/AbC12345/', 'share/v/AbC12345'],
    ['https://fb.watch/AbC-12345_/', 'fb.watch/AbC-12345_'],
  ],
  threads: [
    ['https://www.threads.net/@lantern.films/post/C0abcDEFghi', '@lantern.films/post/C0abcDEFghi'],
    ['https://www.threads.com/@lantern.films/post/C0abcDEFghi?x=1', '@lantern.films/post/C0abcDEFghi'],
    ['https://threads.net/t/C0abcDEFghi', 't/C0abcDEFghi'],
  ],
  bluesky: [
    ['https://bsky.app/profile/lantern.example/post/3kabcdefghi2x', 'lantern.example/3kabcdefghi2x'],
    [`https://bsky.app/profile/${DID}/post/3kabcdefghi2x`, `${DID}/3kabcdefghi2x`],
    [`https://embed.bsky.app/embed/${DID}/app.bsky.feed.post/3kabcdefghi2x?id=1`, `${DID}/3kabcdefghi2x`],
  ],
  reddit: [
    ['https://www.reddit.com/r/kettles/comments/1abc2d/it_has_seen_worse/', 'r/kettles/comments/1abc2d'],
    ['https://old.reddit.com/r/kettles/comments/1abc2d', 'r/kettles/comments/1abc2d'],
    ['https://www.reddit.com/user/abel/comments/1abc2d/kettle/', 'user/abel/comments/1abc2d'],
    ['https://www.reddit.com/r/kettles/comments/1abc2d/worse/k1abcde/', 'r/kettles/comments/1abc2d'],
    ['https://www.reddit.com/comments/1abc2d', 'comments/1abc2d'],
    ['https://redd.it/1abc2d', 'comments/1abc2d'],
    ['https://www.reddit.com/r/kettles/s/AbCdE12345', 'r/kettles/s/AbCdE12345'],
  ],
  pinterest: [
    ['https://www.pinterest.com/pin/123456789012345678/', '123456789012345678'],
    ['https://kr.pinterest.com/pin/123456789012345678/', '123456789012345678'],
    ['https://www.pinterest.co.kr/pin/123456789012345678', '123456789012345678'],
    ['https://www.pinterest.co.uk/pin/a-kettle--123456789012345678/', '123456789012345678'],
    ['https://pin.it/AbC12dEf', 'pin.it/AbC12dEf'],
  ],
  spotify: [
    [`https://open.spotify.com/track/${TRACK}?si=1`, `track/${TRACK}`],
    [`https://open.spotify.com/intl-de/album/${TRACK}`, `album/${TRACK}`],
    [`https://open.spotify.com/embed/episode/${TRACK}`, `episode/${TRACK}`],
    [`https://open.spotify.com/show/${TRACK}`, `show/${TRACK}`],
    [`https://open.spotify.com/artist/${TRACK}`, `artist/${TRACK}`],
    [`https://open.spotify.com/playlist/${TRACK}`, `playlist/${TRACK}`],
    [`https://open.spotify.com/user/abel/playlist/${TRACK}`, `playlist/${TRACK}`],
  ],
  soundcloud: [
    ['https://soundcloud.com/harbour-players/paper-moon', 'harbour-players/paper-moon'],
    ['https://m.soundcloud.com/harbour-players/sets/thirty-evenings', 'harbour-players/sets/thirty-evenings'],
    ['https://soundcloud.com/harbour-players/paper-moon/s-AbC12dEf', 'harbour-players/paper-moon/s-AbC12dEf'],
    ['https://on.soundcloud.com/AbC12dEf', 'on.soundcloud.com/AbC12dEf'],
  ],
  twitch: [
    ['https://www.twitch.tv/videos/1234567890?t=1h', 'videos/1234567890'],
    ['https://m.twitch.tv/videos/1234567890', 'videos/1234567890'],
    ['https://www.twitch.tv/harbour/clip/BraveTeaKettle-AbC_12', 'clip/BraveTeaKettle-AbC_12'],
    ['https://clips.twitch.tv/BraveTeaKettle-AbC_12', 'clip/BraveTeaKettle-AbC_12'],
    [
      'https://clips.twitch.tv/embed?clip=BraveTeaKettle-AbC_12&parent=a.example',
      'clip/BraveTeaKettle-AbC_12',
    ],
    ['https://player.twitch.tv/?video=v1234567890&parent=a.example', 'videos/v1234567890'],
  ],
  dailymotion: [
    ['https://www.dailymotion.com/video/x8abc12', 'x8abc12'],
    ['https://www.dailymotion.com/video/x8abc12_the-kettle', 'x8abc12'],
    ['https://www.dailymotion.com/embed/video/x8abc12', 'x8abc12'],
    ['https://geo.dailymotion.com/player/xabc1.html?video=x8abc12', 'x8abc12'],
    ['https://dai.ly/x8abc12', 'x8abc12'],
  ],
  naver: [
    ['https://tv.naver.com/v/41200357', 'v/41200357'],
    ['https://m.tv.naver.com/v/41200357', 'v/41200357'],
    ['https://tv.naver.com/embed/41200357?autoPlay=true', 'v/41200357'],
    ['https://tv.naver.com/h/41200357', 'h/41200357'],
    ['https://tv.naver.com/l/123456', 'l/123456'],
    ['https://clip.naver.com/contents/AbC-12dEf', 'clip/AbC-12dEf'],
  ],
  kakao: [
    ['https://tv.kakao.com/v/412003570', '412003570'],
    ['https://tv.kakao.com/channel/3456789/cliplink/412003570', '412003570'],
    ['https://play-tv.kakao.com/embed/player/cliplink/412003570?service=x', '412003570'],
  ],
  weverse: [
    ['https://weverse.io/lanternfilms/live/3-123456789', 'lanternfilms/live/3-123456789'],
    ['https://weverse.io/lanternfilms/artist/2-123456789', 'lanternfilms/artist/2-123456789'],
    ['https://weverse.io/lanternfilms/media/4-123456789', 'lanternfilms/media/4-123456789'],
    ['https://weverse.io/lanternfilms/fanpost/1-123456789', 'lanternfilms/fanpost/1-123456789'],
  ],
}

/** Pages of a provider that name nothing to embed. */
const NOTHING: Readonly<Record<string, readonly string[]>> = {
  youtube: [
    'https://www.youtube.com/',
    'https://www.youtube.com/@lantern',
    'https://www.youtube.com/watch',
    'https://www.youtube.com/watch?v=short',
    `https://www.youtube.com/watch?v=${YT}x`,
    'https://www.youtube.com/watch?v=%22onload%3D1%22',
    'https://www.youtube.com/embed/live_stream',
    'https://www.youtube.com/embed/videoseries',
    `https://youtu.be/${YT}/more`,
  ],
  vimeo: ['https://vimeo.com/', 'https://vimeo.com/lantern', 'https://vimeo.com/12'],
  instagram: ['https://www.instagram.com/petra.holm/', 'https://www.instagram.com/stories/petra/123456/'],
  x: ['https://x.com/lantern', 'https://x.com/lantern/status/abc', 'https://x.com/lantern/status/1234567890/likes'],
  tiktok: ['https://www.tiktok.com/@studio.kiem', 'https://www.tiktok.com/tag/kettle'],
  facebook: ['https://www.facebook.com/lantern.films', 'https://www.facebook.com/watch/'],
  threads: ['https://www.threads.net/@lantern.films'],
  bluesky: ['https://bsky.app/profile/lantern.example', 'https://bsky.app/profile/lantern/post/3kabcdefghi2x'],
  reddit: ['https://www.reddit.com/r/kettles/'],
  pinterest: ['https://www.pinterest.com/petra/roof/'],
  spotify: ['https://open.spotify.com/', 'https://open.spotify.com/track/short', `https://open.spotify.com/track/${TRACK}x`],
  soundcloud: [
    'https://soundcloud.com/harbour-players',
    'https://soundcloud.com/harbour-players/tracks',
    'https://soundcloud.com/discover/sets/weekly',
  ],
  twitch: ['https://www.twitch.tv/harbour', 'https://www.twitch.tv/harbour/videos'],
  dailymotion: ['https://www.dailymotion.com/lantern'],
  naver: ['https://www.naver.com/', 'https://tv.naver.com/', 'https://blog.naver.com/abel/223456789'],
  kakao: ['https://tv.kakao.com/', 'https://www.kakao.com/v/412003570'],
  weverse: ['https://weverse.io/lanternfilms/feed', 'https://weverse.io/lanternfilms/live'],
} // prettier-ignore

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
  const first = Object.entries(FORMS).map(([name, forms]) => [name, new URL(forms[0]?.[0] ?? '')] as const)

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
