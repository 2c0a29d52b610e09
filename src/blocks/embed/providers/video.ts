import type { ProviderRow } from './providerRow.ts'

/** Video sites and live streams. See {@link ProviderRow} for how to read a row. */

/**
 * Videos, also shorts and live streams (`tEa4MidNigh`), and playlists (`playlist/PL…`). The player is the one that sets no
 * cookies before it plays.
 */
export const youtube: ProviderRow = {
  name: 'youtube',
  label: 'YouTube',
  kind: 'video',
  oEmbed: 'https://www.youtube.com/oembed?format=json&url={page}',
  urlPatterns: [
    [/^(?:(?:www|m|music)\.)?youtube\.com\/watch\/?$/, '{v}'],
    [/^(?:(?:www|m|music)\.)?youtube\.com\/(?:shorts|live|embed|v|e|watch)\/([^/]+)\/?$/, '$1'],
    [/^(?:www\.)?youtube-nocookie\.com\/(?:embed|v)\/([^/]+)\/?$/, '$1'],
    [/^(?:www\.)?youtu\.be\/([^/]+)\/?$/, '$1'],
    [/^(?:(?:www|m|music)\.)?youtube\.com\/playlist\/?$/, 'playlist/{list}'],
    [/^(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/videoseries$/, 'playlist/{list}'],
  ],
  start: { names: ['t', 'start'], page: '?t={s}s', player: '?start={s}' },
  idFormats: [
    {
      // Two path segments of the player itself are 11 characters long, like an id.
      pattern: /^(?!videoseries$|live_stream$)([\w-]{11})$/,
      page: 'https://www.youtube.com/watch?v=$1',
      player: 'https://www.youtube-nocookie.com/embed/$1',
    },
    {
      pattern: /^playlist\/([\w-]{12,64})$/,
      page: 'https://www.youtube.com/playlist?list=$1',
      player: 'https://www.youtube-nocookie.com/embed/videoseries?list=$1',
    },
  ],
}

/** Videos (`198765432`), unlisted ones with their hash (`198765432/ab12cd34ef`). */
export const vimeo: ProviderRow = {
  name: 'vimeo',
  label: 'Vimeo',
  kind: 'video',
  oEmbed: 'https://vimeo.com/api/oembed.json?url={page}',
  urlPatterns: [
    [/^(?:www\.)?vimeo\.com\/(\d+)\/([0-9a-f]+)\/?$/, '$1/$2'],
    [/^(?:www\.)?vimeo\.com\/(\d+)\/?$/, '$1'],
    [/^(?:www\.)?vimeo\.com\/(?:channels|ondemand)\/[\w-]+\/(\d+)\/?$/, '$1'],
    [/^(?:www\.)?vimeo\.com\/(?:groups\/[\w-]+\/videos|(?:album|showcase)\/\d+\/video)\/(\d+)\/?$/, '$1'],
    // An unlisted video's player has its hash in the query; without one the next pattern matches.
    [/^player\.vimeo\.com\/video\/(\d+)\/?$/, '$1/{h}'],
    [/^player\.vimeo\.com\/video\/(\d+)\/?$/, '$1'],
  ],
  start: { names: ['t'], page: '#t={s}s', player: '#t={s}s' },
  idFormats: [
    { pattern: /^(\d{5,12})$/, page: 'https://vimeo.com/$1', player: 'https://player.vimeo.com/video/$1' },
    {
      pattern: /^(\d{5,12})\/([0-9a-f]{6,20})$/,
      page: 'https://vimeo.com/$1/$2',
      player: 'https://player.vimeo.com/video/$1?h=$2',
    },
  ],
}

/** Videos and photo posts (`@account/video/7301…`), or the video's number alone, or a short address. */
export const tiktok: ProviderRow = {
  name: 'tiktok',
  label: 'TikTok',
  kind: 'video',
  oEmbed: 'https://www.tiktok.com/oembed?url={page}',
  urlPatterns: [
    [/^(?:(?:www|m)\.)?tiktok\.com\/(@[\w.]+)\/(video|photo)\/(\d+)\/?$/, '$1/$2/$3'],
    [/^(?:(?:www|m)\.)?tiktok\.com\/v\/(\d+)(?:\.html)?\/?$/, '$1'],
    [/^www\.tiktok\.com\/(?:embed(?:\/v[23])?|player\/v1)\/(\d+)\/?$/, '$1'],
    [/^(?:(?:www|m)\.)?tiktok\.com\/t\/([^/]+)\/?$/, 't/$1'],
    [/^(vm|vt)\.tiktok\.com\/([^/]+)\/?$/, '$1/$2'],
  ],
  idFormats: [
    {
      pattern: /^(@[\w.]{1,30})\/(video|photo)\/(\d{8,22})$/,
      page: 'https://www.tiktok.com/$1/$2/$3',
      player: 'https://www.tiktok.com/player/v1/$3',
    },
    {
      pattern: /^(\d{8,22})$/,
      page: 'https://m.tiktok.com/v/$1.html',
      player: 'https://www.tiktok.com/player/v1/$1',
    },
    // Only the provider can resolve a short address, so there is no video id for a player.
    { pattern: /^t\/(\w{5,20})$/, page: 'https://www.tiktok.com/t/$1/', player: null },
    { pattern: /^(vm|vt)\/(\w{5,20})$/, page: 'https://$1.tiktok.com/$2/', player: null },
  ],
}

/** Twitch's player must be given the domain of the page around it, which an exported page does not know: no players. */
export const twitch: ProviderRow = {
  name: 'twitch',
  label: 'Twitch',
  kind: 'video',
  urlPatterns: [
    [/^(?:(?:www|m)\.)?twitch\.tv\/(?:\w+\/)?(?:videos?|v)\/(\d+)\/?$/, 'videos/$1'],
    [/^(?:(?:www|m)\.)?twitch\.tv\/\w+\/clip\/([\w-]+)\/?$/, 'clip/$1'],
    [/^clips\.twitch\.tv\/embed\/?$/, 'clip/{clip}'],
    [/^clips\.twitch\.tv\/([\w-]+)\/?$/, 'clip/$1'],
    [/^player\.twitch\.tv\/?$/, 'videos/{video}'],
  ],
  idFormats: [
    { pattern: /^videos\/v?(\d{5,15})$/, page: 'https://www.twitch.tv/videos/$1', player: null },
    { pattern: /^clip\/([\w-]{5,100})$/, page: 'https://clips.twitch.tv/$1', player: null },
  ],
}

/** Videos, by the id before the title in the address. */
export const dailymotion: ProviderRow = {
  name: 'dailymotion',
  label: 'Dailymotion',
  kind: 'video',
  oEmbed: 'https://www.dailymotion.com/services/oembed?format=json&url={page}',
  urlPatterns: [
    [/^(?:(?:www|touch)\.)?dailymotion\.com\/(?:embed\/)?video\/([0-9A-Za-z]+)(?:_[^/]*)?\/?$/, '$1'],
    [/^geo\.dailymotion\.com\/player(?:\/\w+)?\.html$/, '{video}'],
    [/^dai\.ly\/([0-9A-Za-z]+)\/?$/, '$1'],
  ],
  start: { names: ['start', 'startTime'], page: '?start={s}', player: '?startTime={s}' },
  idFormats: [
    {
      pattern: /^([0-9A-Za-z]{5,20})$/,
      page: 'https://www.dailymotion.com/video/$1',
      player: 'https://geo.dailymotion.com/player.html?video=$1',
    },
  ],
}

/** Naver TV videos (`v/`), live streams (`l/`, `h/`) and clips. */
export const naver: ProviderRow = {
  name: 'naver',
  label: 'Naver',
  kind: 'video',
  urlPatterns: [
    [/^(?:m\.)?tv\.naver\.com\/(?:v|embed)\/(\d+)\/?$/, 'v/$1'],
    [/^(?:m\.)?tv\.naver\.com\/([hl])\/(\d+)\/?$/, '$1/$2'],
    [/^clip\.naver\.com\/contents\/([^/]+)\/?$/, 'clip/$1'],
  ],
  idFormats: [
    {
      pattern: /^v\/(\d{3,12})$/,
      page: 'https://tv.naver.com/v/$1',
      player: 'https://tv.naver.com/embed/$1',
    },
    { pattern: /^([hl])\/(\d{3,12})$/, page: 'https://tv.naver.com/$1/$2', player: null },
    { pattern: /^clip\/([\w-]{5,64})$/, page: 'https://clip.naver.com/contents/$1', player: null },
  ],
}

/** Clips of Kakao TV, by number. */
export const kakao: ProviderRow = {
  name: 'kakao',
  label: 'Kakao TV',
  kind: 'video',
  urlPatterns: [
    [/^tv\.kakao\.com\/(?:m\/)?v\/(\d+)\/?$/, '$1'],
    [/^(?:play-)?tv\.kakao\.com\/(?:m\/)?channel\/\d+\/cliplink\/(\d+)\/?$/, '$1'],
    [/^(?:play-)?tv\.kakao\.com\/embed\/player\/cliplink\/(\d+)\/?$/, '$1'],
  ],
  idFormats: [
    {
      pattern: /^(\d{5,15})$/,
      page: 'https://tv.kakao.com/v/$1',
      player: 'https://play-tv.kakao.com/embed/player/cliplink/$1',
    },
  ],
}
