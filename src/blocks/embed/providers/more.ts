import type { ProviderRow } from './providerRow.ts'

/** Sites of single countries, music and podcasts, blogs, and short addresses. See {@link ProviderRow}. */

/** Videos, by number of either kind: `BV1xx411c7mD`, `av170001`. */
export const bilibili: ProviderRow = {
  name: 'bilibili',
  label: 'bilibili',
  kind: 'video',
  urlPatterns: [
    [/^(?:(?:www|m)\.)?bilibili\.com\/video\/(BV\w+|av\d+)\/?$/, '$1'],
    [/^b23\.tv\/(\w+)\/?$/, 'b23.tv/$1'],
  ],
  idFormats: [
    {
      pattern: /^(BV[0-9A-Za-z]{10}|av\d{1,12})$/,
      page: 'https://www.bilibili.com/video/$1/',
      player: null,
    },
    { pattern: /^b23\.tv\/(\w{5,20})$/, page: 'https://b23.tv/$1', player: null },
  ],
}

/** Posts: the account's number, then the post's. */
export const weibo: ProviderRow = {
  name: 'weibo',
  label: 'Weibo',
  kind: 'post',
  urlPatterns: [
    [/^(?:www\.)?weibo\.com\/(\d+)\/(\w+)\/?$/, '$1/$2'],
    [/^m\.weibo\.cn\/(?:detail|status)\/(\w+)\/?$/, 'status/$1'],
  ],
  idFormats: [
    { pattern: /^(\d{5,12})\/(\w{5,20})$/, page: 'https://weibo.com/$1/$2', player: null },
    { pattern: /^status\/(\w{5,20})$/, page: 'https://m.weibo.cn/status/$1', player: null },
  ],
}

/** Songs, albums, playlists and artists of a country's shop; a song of an album is its `i`. */
export const appleMusic: ProviderRow = {
  name: 'applemusic',
  label: 'Apple Music',
  kind: 'audio',
  urlPatterns: [
    [/^(?:embed\.|geo\.)?music\.apple\.com\/([a-z]{2})\/(album)\/(?:[^/]+\/)?(\d+)\/?$/, '$1/$2/$3?i={i}'],
    [
      /^(?:embed\.|geo\.)?music\.apple\.com\/([a-z]{2})\/(album|song|playlist|artist|music-video)\/(?:[^/]+\/)?([\w.-]+)\/?$/,
      '$1/$2/$3',
    ],
  ],
  idFormats: [
    {
      pattern: /^([a-z]{2})\/(album)\/(\d{5,14})\?i=(\d{5,14})$/,
      page: 'https://music.apple.com/$1/$2/$3?i=$4',
      player: 'https://embed.music.apple.com/$1/$2/$3?i=$4',
    },
    {
      pattern: /^([a-z]{2})\/(album|song|playlist|artist|music-video)\/(\d{5,14}|pl\.[\w-]{5,60})$/,
      page: 'https://music.apple.com/$1/$2/$3',
      player: 'https://embed.music.apple.com/$1/$2/$3',
    },
  ],
}

/** Shows and, by their `i`, episodes. */
export const applePodcasts: ProviderRow = {
  name: 'applepodcasts',
  label: 'Apple Podcasts',
  kind: 'audio',
  urlPatterns: [
    [/^(?:embed\.)?podcasts\.apple\.com\/([a-z]{2})\/podcast\/(?:[^/]+\/)?id(\d+)\/?$/, '$1/$2?i={i}'],
    [/^(?:embed\.)?podcasts\.apple\.com\/([a-z]{2})\/podcast\/(?:[^/]+\/)?id(\d+)\/?$/, '$1/$2'],
  ],
  idFormats: [
    {
      pattern: /^([a-z]{2})\/(\d{5,14})\?i=(\d{5,16})$/,
      page: 'https://podcasts.apple.com/$1/podcast/id$2?i=$3',
      player: 'https://embed.podcasts.apple.com/$1/podcast/id$2?i=$3',
    },
    {
      pattern: /^([a-z]{2})\/(\d{5,14})$/,
      page: 'https://podcasts.apple.com/$1/podcast/id$2',
      player: 'https://embed.podcasts.apple.com/$1/podcast/id$2',
    },
  ],
}

/** Posts of a blog, by number. */
export const tumblr: ProviderRow = {
  name: 'tumblr',
  label: 'Tumblr',
  kind: 'post',
  oEmbed: 'https://www.tumblr.com/oembed/1.0?url={page}',
  urlPatterns: [
    [/^(?:www\.)?tumblr\.com\/([\w-]+)\/(\d+)(?:\/[^/]*)?\/?$/, '$1/$2'],
    [/^([\w-]+)\.tumblr\.com\/post\/(\d+)(?:\/[^/]*)?\/?$/, '$1/$2'],
  ],
  idFormats: [{ pattern: /^([\w-]{1,40})\/(\d{5,22})$/, page: 'https://www.tumblr.com/$1/$2', player: null }],
}

/** Episodes (`videos/1234567v`) and series (`tv/12345c`). No open player. */
export const viki: ProviderRow = {
  name: 'viki',
  label: 'Viki',
  kind: 'video',
  urlPatterns: [
    [/^(?:www\.)?viki\.com\/(videos)\/(\d+v)(?:-[^/]*)?\/?$/, '$1/$2'],
    [/^(?:www\.)?viki\.com\/(tv|movies)\/(\d+c)(?:-[^/]*)?\/?$/, '$1/$2'],
  ],
  idFormats: [
    { pattern: /^(videos|tv|movies)\/(\d{3,10}[vc])$/, page: 'https://www.viki.com/$1/$2', player: null },
  ],
}

/** Notes of readers and writers, by number. */
export const substack: ProviderRow = {
  name: 'substack',
  label: 'Substack',
  kind: 'post',
  urlPatterns: [[/^substack\.com\/@([\w-]+)\/note\/(c-\d+)\/?$/, '@$1/note/$2']],
  idFormats: [
    {
      pattern: /^@([\w-]{1,60})\/note\/(c-\d{3,14})$/,
      page: 'https://substack.com/@$1/note/$2',
      player: null,
    },
  ],
}

/** Posts on any server: its host, the account, the number. Only the form of the address says that it is one. */
export const mastodon: ProviderRow = {
  name: 'mastodon',
  label: 'Mastodon',
  kind: 'post',
  urlPatterns: [[/^((?:[a-z0-9-]+\.)+[a-z]{2,20})\/@(\w+(?:@[\w.-]+)?)\/(\d{15,20})\/?$/, '$1/@$2/$3']],
  idFormats: [
    {
      pattern: /^((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,20})\/@(\w{1,40}(?:@[\w.-]{3,80})?)\/(\d{15,20})$/,
      page: 'https://$1/@$2/$3',
      player: null,
    },
  ],
}

/** Short addresses, which name their page only after a redirect that Galley does not follow. */
export const shortLink: ProviderRow = {
  name: 'link',
  label: 'Short link',
  kind: 'page',
  urlPatterns: [
    [
      /^(naver\.me|t\.co|bit\.ly|han\.gl|me2\.do|url\.kr|lnk\.to|tinyurl\.com|buff\.ly|ow\.ly|t\.cn)\/([\w-]+)\/?$/,
      '$1/$2',
    ],
  ],
  idFormats: [
    {
      pattern:
        /^(naver\.me|t\.co|bit\.ly|han\.gl|me2\.do|url\.kr|lnk\.to|tinyurl\.com|buff\.ly|ow\.ly|t\.cn)\/([\w-]{3,40})$/,
      page: 'https://$1/$2',
      player: null,
    },
  ],
}
