import type { ProviderRow } from './providerRow.ts'

/** Social networks and fan communities: single posts, not profiles. See {@link ProviderRow}. */

/** Posts, reels and videos: `p/Cabc123`, `reel/Cabc123`. The account is no part of the address. */
export const instagram: ProviderRow = {
  name: 'instagram',
  label: 'Instagram',
  kind: 'post',
  urlPatterns: [
    [/^(?:(?:www|m)\.)?instagram\.com\/(?:[\w.]+\/)?(p|reel|tv)\/([^/]+)(?:\/embed)?\/?$/, '$1/$2'],
    [/^(?:(?:www|m)\.)?instagram\.com\/(?:[\w.]+\/)?reels\/([^/]+)\/?$/, 'reel/$1'],
    [/^(?:www\.)?instagr\.am\/(p|reel|tv)\/([^/]+)\/?$/, '$1/$2'],
  ],
  idFormats: [
    {
      pattern: /^(p|reel|tv)\/([\w-]{5,40})$/,
      page: 'https://www.instagram.com/$1/$2/',
      player: 'https://www.instagram.com/$1/$2/embed/',
    },
  ],
}

/** Posts, by number. `twitter.com` is the same site. */
export const x: ProviderRow = {
  name: 'x',
  label: 'X',
  kind: 'post',
  oEmbed: 'https://publish.x.com/oembed?omit_script=true&dnt=true&url={page}',
  urlPatterns: [
    [
      /^(?:(?:www|mobile|m)\.)?(?:x|twitter)\.com\/\w+\/status(?:es)?\/(\d+)(?:\/(?:photo|video)\/\d)?\/?$/,
      '$1',
    ],
    [/^(?:(?:www|mobile|m)\.)?(?:x|twitter)\.com\/i\/web\/status\/(\d+)\/?$/, '$1'],
  ],
  idFormats: [
    {
      pattern: /^(\d{2,20})$/,
      page: 'https://x.com/i/status/$1',
      player: 'https://platform.twitter.com/embed/Tweet.html?id=$1',
    },
  ],
  // X moves its widgets to its new name; sites that list frames allow both.
  redirectOrigins: ['https://platform.x.com'],
}

/** Facebook has two players: one for videos and reels, one for posts and photos. Both take the page's address. */
const facebookVideo = 'https://www.facebook.com/plugins/video.php?href={page}'
const facebookPost = 'https://www.facebook.com/plugins/post.php?href={page}'

/**
 * Videos, reels, posts and photos. Share links and `fb.watch` addresses have no player, as only Facebook can resolve
 * them.
 */
export const facebook: ProviderRow = {
  name: 'facebook',
  label: 'Facebook',
  kind: 'post',
  urlPatterns: [
    [/^(?:(?:www|m|web|mbasic)\.)?facebook\.com\/(?:watch(?:\/live)?\/?|video\.php)$/, 'watch/{v}'],
    [/^(?:(?:www|m|web|mbasic)\.)?facebook\.com\/reels?\/(\d+)\/?$/, 'reel/$1'],
    [/^(?:(?:www|m|web|mbasic)\.)?facebook\.com\/([\w.-]+)\/videos\/(?:[^/]+\/)?(\d+)\/?$/, '$1/videos/$2'],
    [/^(?:(?:www|m|web|mbasic)\.)?facebook\.com\/([\w.-]+)\/posts\/(?:[^/]+\/)?([^/]+)\/?$/, '$1/posts/$2'],
    [/^(?:(?:www|m|web|mbasic)\.)?facebook\.com\/(?:permalink|story)\.php$/, '{id}/posts/{story_fbid}'],
    [/^(?:(?:www|m|web|mbasic)\.)?facebook\.com\/photo(?:\.php|\/)?$/, 'photo/{fbid}'],
    [/^(?:(?:www|m|web|mbasic)\.)?facebook\.com\/share\/([prv])\/([^/]+)\/?$/, 'share/$1/$2'],
    [/^(?:www\.)?fb\.watch\/([^/]+)\/?$/, 'fb.watch/$1'],
  ],
  idFormats: [
    { pattern: /^watch\/(\d{5,20})$/, page: 'https://www.facebook.com/watch/?v=$1', player: facebookVideo },
    { pattern: /^reel\/(\d{5,20})$/, page: 'https://www.facebook.com/reel/$1', player: facebookVideo },
    {
      pattern: /^([\w.-]{2,80})\/videos\/(\d{5,20})$/,
      page: 'https://www.facebook.com/$1/videos/$2',
      player: facebookVideo,
    },
    {
      pattern: /^([\w.-]{2,80})\/posts\/(\d{5,20}|pfbid\w{10,90})$/,
      page: 'https://www.facebook.com/$1/posts/$2',
      player: facebookPost,
    },
    { pattern: /^photo\/(\d{5,20})$/, page: 'https://www.facebook.com/photo/?fbid=$1', player: facebookPost },
    { pattern: /^share\/([prv])\/(\w{5,30})$/, page: 'https://www.facebook.com/share/$1/$2/', player: null },
    { pattern: /^fb\.watch\/([\w-]{5,30})$/, page: 'https://fb.watch/$1/', player: null },
  ],
}

/** Posts: `@account/post/Cabc123`, or `t/Cabc123` without the account. */
export const threads: ProviderRow = {
  name: 'threads',
  label: 'Threads',
  kind: 'post',
  urlPatterns: [
    [/^(?:www\.)?threads\.(?:net|com)\/(@[\w.]+)\/post\/([^/]+)(?:\/embed)?\/?$/, '$1/post/$2'],
    [/^(?:www\.)?threads\.(?:net|com)\/t\/([^/]+)(?:\/embed)?\/?$/, 't/$1'],
  ],
  idFormats: [
    {
      pattern: /^(@[\w.]{1,30})\/post\/([\w-]{5,40})$/,
      page: 'https://www.threads.com/$1/post/$2',
      player: 'https://www.threads.com/$1/post/$2/embed',
    },
    {
      pattern: /^t\/([\w-]{5,40})$/,
      page: 'https://www.threads.com/t/$1',
      player: 'https://www.threads.com/t/$1/embed',
    },
  ],
}

/** Posts: the account's DID or handle, then the record's key. */
export const bluesky: ProviderRow = {
  name: 'bluesky',
  label: 'Bluesky',
  kind: 'post',
  oEmbed: 'https://embed.bsky.app/oembed?format=json&url={page}',
  urlPatterns: [
    [/^(?:www\.)?bsky\.app\/profile\/([^/]+)\/post\/([^/]+)\/?$/, '$1/$2'],
    [/^embed\.bsky\.app\/embed\/([^/]+)\/app\.bsky\.feed\.post\/([^/]+)\/?$/, '$1/$2'],
  ],
  idFormats: [
    {
      pattern: /^(did:plc:[a-z2-7]{24})\/([a-z2-7]{13})$/,
      page: 'https://bsky.app/profile/$1/post/$2',
      player: 'https://embed.bsky.app/embed/$1/app.bsky.feed.post/$2',
    },
    // The player needs the account's DID, which cannot be derived from a handle.
    {
      pattern: /^([a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,6})\/([a-z2-7]{13})$/,
      page: 'https://bsky.app/profile/$1/post/$2',
      player: null,
    },
  ],
}

/** Posts with their community (`r/name/comments/1abc2d`) or without, and share links (`r/name/s/…`). */
export const reddit: ProviderRow = {
  name: 'reddit',
  label: 'Reddit',
  kind: 'post',
  oEmbed: 'https://www.reddit.com/oembed?url={page}',
  urlPatterns: [
    [
      /^(?:(?:www|old|new|m|np|sh|embed)\.)?reddit\.com\/(r|user|u)\/([\w-]+)\/comments\/(\w+)(?:\/[^/]*){0,2}\/?$/,
      '$1/$2/comments/$3',
    ],
    [/^(?:(?:www|old|new|m|np|sh)\.)?reddit\.com\/comments\/(\w+)(?:\/[^/]*)?\/?$/, 'comments/$1'],
    [/^(?:(?:www|m)\.)?reddit\.com\/r\/(\w+)\/s\/(\w+)\/?$/, 'r/$1/s/$2'],
    [/^(?:www\.)?redd\.it\/(\w+)\/?$/, 'comments/$1'],
  ],
  idFormats: [
    {
      pattern: /^(r|user|u)\/([\w-]{2,30})\/comments\/([0-9a-z]{4,10})$/,
      page: 'https://www.reddit.com/$1/$2/comments/$3/',
      player: 'https://embed.reddit.com/$1/$2/comments/$3/',
    },
    { pattern: /^comments\/([0-9a-z]{4,10})$/, page: 'https://www.reddit.com/comments/$1/', player: null },
    { pattern: /^r\/(\w{2,30})\/s\/(\w{5,20})$/, page: 'https://www.reddit.com/r/$1/s/$2', player: null },
  ],
}

/** Pinterest has a host for each country: `kr.pinterest.com`, `pinterest.co.uk`. The number may follow a title. */
const PINTEREST =
  /^(?:(?:www|[a-z]{2})\.)?pinterest\.(?:com|com\.au|com\.mx|co\.kr|co\.uk|jp|de|fr|es|it|ca|cl|pt|at|ch|ie|nz|ph|se|dk|ru|nl)\/pin\/(?:[\w-]+--)?(\d+)\/?$/

/** Pins, by number, and short addresses. */
export const pinterest: ProviderRow = {
  name: 'pinterest',
  label: 'Pinterest',
  kind: 'post',
  oEmbed: 'https://www.pinterest.com/oembed.json?url={page}',
  urlPatterns: [
    [PINTEREST, '$1'],
    [/^pin\.it\/([^/]+)\/?$/, 'pin.it/$1'],
  ],
  idFormats: [
    {
      pattern: /^(\d{5,22})$/,
      page: 'https://www.pinterest.com/pin/$1/',
      player: 'https://assets.pinterest.com/ext/embed.html?id=$1',
    },
    { pattern: /^pin\.it\/(\w{5,20})$/, page: 'https://pin.it/$1', player: null },
  ],
}

/** Posts, live streams, media and moments of a community: `name/artist/1-2345`. No open player. */
export const weverse: ProviderRow = {
  name: 'weverse',
  label: 'Weverse',
  kind: 'post',
  urlPatterns: [
    [/^(?:www\.)?weverse\.io\/([\w-]+)\/(artist|fanpost|live|media|moment)\/([\d-]+)\/?$/, '$1/$2/$3'],
  ],
  idFormats: [
    {
      pattern: /^([\w-]{1,40})\/(artist|fanpost|live|media|moment)\/(\d-\d{3,15})$/,
      page: 'https://weverse.io/$1/$2/$3',
      player: null,
    },
  ],
}
