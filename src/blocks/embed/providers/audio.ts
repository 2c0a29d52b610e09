import type { ProviderRow } from './providerRow.ts'

/** Music and podcasts. See {@link ProviderRow}. */

/** Tracks, albums, artists, podcasts, episodes and playlists: `track/` and 22 characters. */
export const spotify: ProviderRow = {
  name: 'spotify',
  label: 'Spotify',
  kind: 'audio',
  oEmbed: 'https://open.spotify.com/oembed?url={page}',
  urlPatterns: [
    [
      /^(?:open|play)\.spotify\.com\/(?:intl-[a-zA-Z]{2}(?:-[a-zA-Z]{2})?\/)?(?:embed\/)?(track|album|artist|episode|playlist|show)\/(\w+)\/?$/,
      '$1/$2',
    ],
    [/^open\.spotify\.com\/user\/[^/]+\/(playlist)\/(\w+)\/?$/, '$1/$2'],
  ],
  idFormats: [
    {
      pattern: /^(track|album|artist|episode|playlist|show)\/([0-9A-Za-z]{22})$/,
      page: 'https://open.spotify.com/$1/$2',
      player: 'https://open.spotify.com/embed/$1/$2',
    },
  ],
}

/** First path segments of SoundCloud's own pages, which are no artist's. */
const SOUNDCLOUD_PAGES =
  'discover|search|you|stream|charts|upload|pages|jobs|people|settings|terms-of-use|tags|feed'
/** Second path segments of the lists below an artist, which are no track. */
const SOUNDCLOUD_LISTS =
  'tracks|albums|sets|reposts|likes|followers|following|popular-tracks|comments|spotlight|playlists'

/** Tracks (`artist/track`), private ones with their secret (`artist/track/s-abcde`), sets and short addresses. */
export const soundcloud: ProviderRow = {
  name: 'soundcloud',
  label: 'SoundCloud',
  kind: 'audio',
  oEmbed: 'https://soundcloud.com/oembed?format=json&url={page}',
  urlPatterns: [
    [/^(?:(?:www|m)\.)?soundcloud\.com\/([\w-]+)\/sets\/([\w-]+)\/?$/, '$1/sets/$2'],
    [/^(?:(?:www|m)\.)?soundcloud\.com\/([\w-]+)\/([\w-]+)\/(s-\w+)\/?$/, '$1/$2/$3'],
    [/^(?:(?:www|m)\.)?soundcloud\.com\/([\w-]+)\/([\w-]+)\/?$/, '$1/$2'],
    [/^on\.soundcloud\.com\/(\w+)\/?$/, 'on.soundcloud.com/$1'],
  ],
  idFormats: [
    {
      pattern: new RegExp(
        `^((?!(?:${SOUNDCLOUD_PAGES})/)[\\w-]{1,60}/(?:sets/[\\w-]{1,120}|(?!(?:${SOUNDCLOUD_LISTS})$)[\\w-]{1,120}(?:/s-\\w{5,20})?))$`,
      ),
      page: 'https://soundcloud.com/$1',
      player: 'https://w.soundcloud.com/player/?url={page}',
    },
    // A short address names its track only after a redirect, which Galley does not follow.
    { pattern: /^on\.soundcloud\.com\/(\w{5,30})$/, page: 'https://on.soundcloud.com/$1', player: null },
  ],
}
