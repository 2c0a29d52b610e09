/**
 * The providers as data. A form is a pattern for host and path, anchored at both ends so that a host is the provider's
 * or nothing, and the id it gives (`$1` a group, `{v}` a query parameter). An id must then match one of `ids`, which
 * are as strict as the provider's own and say what page and what player belong to it.
 */
export interface ProviderRow {
  readonly name: string
  readonly label: string
  readonly urlPatterns: readonly (readonly [place: RegExp, id: string])[]
  readonly idFormats: readonly {
    readonly id: RegExp
    readonly page: string
    /** `{watch}` is the page's address, encoded. Null: no player that works on any site without a script or a key. */
    readonly player: string | null
  }[]
}

const youtube: ProviderRow = {
  name: 'youtube',
  label: 'YouTube',
  urlPatterns: [
    [/^(?:(?:www|m|music)\.)?youtube\.com\/watch\/?$/, '{v}'],
    [/^(?:(?:www|m|music)\.)?youtube\.com\/(?:shorts|live|embed|v|e|watch)\/([^/]+)\/?$/, '$1'],
    [/^(?:www\.)?youtube-nocookie\.com\/(?:embed|v)\/([^/]+)\/?$/, '$1'],
    [/^(?:www\.)?youtu\.be\/([^/]+)\/?$/, '$1'],
    [/^(?:(?:www|m|music)\.)?youtube\.com\/playlist\/?$/, 'playlist/{list}'],
    [/^(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/videoseries$/, 'playlist/{list}'],
  ],
  idFormats: [
    {
      // Two words of the player's own have the length of an id.
      id: /^(?!videoseries$|live_stream$)([\w-]{11})$/,
      page: 'https://www.youtube.com/watch?v=$1',
      player: 'https://www.youtube-nocookie.com/embed/$1',
    },
    {
      id: /^playlist\/([\w-]{12,64})$/,
      page: 'https://www.youtube.com/playlist?list=$1',
      player: 'https://www.youtube-nocookie.com/embed/videoseries?list=$1',
    },
  ],
}

const vimeo: ProviderRow = {
  name: 'vimeo',
  label: 'Vimeo',
  urlPatterns: [
    [/^(?:www\.)?vimeo\.com\/(\d+)\/([0-9a-f]+)\/?$/, '$1/$2'],
    [/^(?:www\.)?vimeo\.com\/(\d+)\/?$/, '$1'],
    [/^(?:www\.)?vimeo\.com\/(?:channels|ondemand)\/[\w-]+\/(\d+)\/?$/, '$1'],
    [/^(?:www\.)?vimeo\.com\/(?:groups\/[\w-]+\/videos|(?:album|showcase)\/\d+\/video)\/(\d+)\/?$/, '$1'],
    [/^player\.vimeo\.com\/video\/(\d+)\/?$/, '$1/{h}'],
    [/^player\.vimeo\.com\/video\/(\d+)\/?$/, '$1'],
  ],
  idFormats: [
    { id: /^(\d{5,12})$/, page: 'https://vimeo.com/$1', player: 'https://player.vimeo.com/video/$1' },
    {
      id: /^(\d{5,12})\/([0-9a-f]{6,20})$/,
      page: 'https://vimeo.com/$1/$2',
      player: 'https://player.vimeo.com/video/$1?h=$2',
    },
  ],
}

const instagram: ProviderRow = {
  name: 'instagram',
  label: 'Instagram',
  urlPatterns: [
    [/^(?:(?:www|m)\.)?instagram\.com\/(?:[\w.]+\/)?(p|reel|tv)\/([^/]+)(?:\/embed)?\/?$/, '$1/$2'],
    [/^(?:(?:www|m)\.)?instagram\.com\/(?:[\w.]+\/)?reels\/([^/]+)\/?$/, 'reel/$1'],
    [/^(?:www\.)?instagr\.am\/(p|reel|tv)\/([^/]+)\/?$/, '$1/$2'],
  ],
  idFormats: [
    {
      id: /^(p|reel|tv)\/([\w-]{5,40})$/,
      page: 'https://www.instagram.com/$1/$2/',
      player: 'https://www.instagram.com/$1/$2/embed/',
    },
  ],
}

const x: ProviderRow = {
  name: 'x',
  label: 'X',
  urlPatterns: [
    [
      /^(?:(?:www|mobile|m)\.)?(?:x|twitter)\.com\/\w+\/status(?:es)?\/(\d+)(?:\/(?:photo|video)\/\d)?\/?$/,
      '$1',
    ],
    [/^(?:(?:www|mobile|m)\.)?(?:x|twitter)\.com\/i\/web\/status\/(\d+)\/?$/, '$1'],
  ],
  idFormats: [
    {
      id: /^(\d{2,20})$/,
      page: 'https://x.com/i/status/$1',
      player: 'https://platform.twitter.com/embed/Tweet.html?id=$1',
    },
  ],
}

const tiktok: ProviderRow = {
  name: 'tiktok',
  label: 'TikTok',
  urlPatterns: [
    [/^(?:(?:www|m)\.)?tiktok\.com\/(@[\w.]+)\/(video|photo)\/(\d+)\/?$/, '$1/$2/$3'],
    [/^(?:(?:www|m)\.)?tiktok\.com\/v\/(\d+)(?:\.html)?\/?$/, '$1'],
    [/^www\.tiktok\.com\/(?:embed(?:\/v[23])?|player\/v1)\/(\d+)\/?$/, '$1'],
    [/^(?:(?:www|m)\.)?tiktok\.com\/t\/([^/]+)\/?$/, 't/$1'],
    [/^(vm|vt)\.tiktok\.com\/([^/]+)\/?$/, '$1/$2'],
  ],
  idFormats: [
    {
      id: /^(@[\w.]{1,30})\/(video|photo)\/(\d{8,22})$/,
      page: 'https://www.tiktok.com/$1/$2/$3',
      player: 'https://www.tiktok.com/player/v1/$3',
    },
    {
      id: /^(\d{8,22})$/,
      page: 'https://m.tiktok.com/v/$1.html',
      player: 'https://www.tiktok.com/player/v1/$1',
    },
    // A short address tells its video to the provider alone.
    { id: /^t\/(\w{5,20})$/, page: 'https://www.tiktok.com/t/$1/', player: null },
    { id: /^(vm|vt)\/(\w{5,20})$/, page: 'https://$1.tiktok.com/$2/', player: null },
  ],
}

const facebookVideo = 'https://www.facebook.com/plugins/video.php?href={watch}'
const facebookPost = 'https://www.facebook.com/plugins/post.php?href={watch}'
const facebook: ProviderRow = {
  name: 'facebook',
  label: 'Facebook',
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
    { id: /^watch\/(\d{5,20})$/, page: 'https://www.facebook.com/watch/?v=$1', player: facebookVideo },
    { id: /^reel\/(\d{5,20})$/, page: 'https://www.facebook.com/reel/$1', player: facebookVideo },
    {
      id: /^([\w.-]{2,80})\/videos\/(\d{5,20})$/,
      page: 'https://www.facebook.com/$1/videos/$2',
      player: facebookVideo,
    },
    {
      id: /^([\w.-]{2,80})\/posts\/(\d{5,20}|pfbid\w{10,90})$/,
      page: 'https://www.facebook.com/$1/posts/$2',
      player: facebookPost,
    },
    { id: /^photo\/(\d{5,20})$/, page: 'https://www.facebook.com/photo/?fbid=$1', player: facebookPost },
    { id: /^share\/([prv])\/(\w{5,30})$/, page: 'https://www.facebook.com/share/$1/$2/', player: null },
    { id: /^fb\.watch\/([\w-]{5,30})$/, page: 'https://fb.watch/$1/', player: null },
  ],
}

const threads: ProviderRow = {
  name: 'threads',
  label: 'Threads',
  urlPatterns: [
    [/^(?:www\.)?threads\.(?:net|com)\/(@[\w.]+)\/post\/([^/]+)(?:\/embed)?\/?$/, '$1/post/$2'],
    [/^(?:www\.)?threads\.(?:net|com)\/t\/([^/]+)(?:\/embed)?\/?$/, 't/$1'],
  ],
  idFormats: [
    {
      id: /^(@[\w.]{1,30})\/post\/([\w-]{5,40})$/,
      page: 'https://www.threads.com/$1/post/$2',
      player: 'https://www.threads.com/$1/post/$2/embed',
    },
    {
      id: /^t\/([\w-]{5,40})$/,
      page: 'https://www.threads.com/t/$1',
      player: 'https://www.threads.com/t/$1/embed',
    },
  ],
}

const bluesky: ProviderRow = {
  name: 'bluesky',
  label: 'Bluesky',
  urlPatterns: [
    [/^(?:www\.)?bsky\.app\/profile\/([^/]+)\/post\/([^/]+)\/?$/, '$1/$2'],
    [/^embed\.bsky\.app\/embed\/([^/]+)\/app\.bsky\.feed\.post\/([^/]+)\/?$/, '$1/$2'],
  ],
  idFormats: [
    {
      id: /^(did:plc:[a-z2-7]{24})\/([a-z2-7]{13})$/,
      page: 'https://bsky.app/profile/$1/post/$2',
      player: 'https://embed.bsky.app/embed/$1/app.bsky.feed.post/$2',
    },
    // The player wants the account's number; a handle alone does not tell it.
    {
      id: /^([a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,6})\/([a-z2-7]{13})$/,
      page: 'https://bsky.app/profile/$1/post/$2',
      player: null,
    },
  ],
}

const reddit: ProviderRow = {
  name: 'reddit',
  label: 'Reddit',
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
      id: /^(r|user|u)\/([\w-]{2,30})\/comments\/([0-9a-z]{4,10})$/,
      page: 'https://www.reddit.com/$1/$2/comments/$3/',
      player: 'https://embed.reddit.com/$1/$2/comments/$3/',
    },
    { id: /^comments\/([0-9a-z]{4,10})$/, page: 'https://www.reddit.com/comments/$1/', player: null },
    { id: /^r\/(\w{2,30})\/s\/(\w{5,20})$/, page: 'https://www.reddit.com/r/$1/s/$2', player: null },
  ],
}

const PINTEREST =
  /^(?:(?:www|[a-z]{2})\.)?pinterest\.(?:com|com\.au|com\.mx|co\.kr|co\.uk|jp|de|fr|es|it|ca|cl|pt|at|ch|ie|nz|ph|se|dk|ru|nl)\/pin\/(?:[\w-]+--)?(\d+)\/?$/
const pinterest: ProviderRow = {
  name: 'pinterest',
  label: 'Pinterest',
  urlPatterns: [
    [PINTEREST, '$1'],
    [/^pin\.it\/([^/]+)\/?$/, 'pin.it/$1'],
  ],
  idFormats: [
    {
      id: /^(\d{5,22})$/,
      page: 'https://www.pinterest.com/pin/$1/',
      player: 'https://assets.pinterest.com/ext/embed.html?id=$1',
    },
    { id: /^pin\.it\/(\w{5,20})$/, page: 'https://pin.it/$1', player: null },
  ],
}

const spotify: ProviderRow = {
  name: 'spotify',
  label: 'Spotify',
  urlPatterns: [
    [
      /^(?:open|play)\.spotify\.com\/(?:intl-[a-zA-Z]{2}(?:-[a-zA-Z]{2})?\/)?(?:embed\/)?(track|album|artist|episode|playlist|show)\/(\w+)\/?$/,
      '$1/$2',
    ],
    [/^open\.spotify\.com\/user\/[^/]+\/(playlist)\/(\w+)\/?$/, '$1/$2'],
  ],
  idFormats: [
    {
      id: /^(track|album|artist|episode|playlist|show)\/([0-9A-Za-z]{22})$/,
      page: 'https://open.spotify.com/$1/$2',
      player: 'https://open.spotify.com/embed/$1/$2',
    },
  ],
}

/** First and second names of SoundCloud's own pages, which are nobody's music. */
const SOUNDCLOUD_PAGES =
  'discover|search|you|stream|charts|upload|pages|jobs|people|settings|terms-of-use|tags|feed'
const SOUNDCLOUD_LISTS =
  'tracks|albums|sets|reposts|likes|followers|following|popular-tracks|comments|spotlight|playlists'
const soundcloud: ProviderRow = {
  name: 'soundcloud',
  label: 'SoundCloud',
  urlPatterns: [
    [/^(?:(?:www|m)\.)?soundcloud\.com\/([\w-]+)\/sets\/([\w-]+)\/?$/, '$1/sets/$2'],
    [/^(?:(?:www|m)\.)?soundcloud\.com\/([\w-]+)\/([\w-]+)\/(s-\w+)\/?$/, '$1/$2/$3'],
    [/^(?:(?:www|m)\.)?soundcloud\.com\/([\w-]+)\/([\w-]+)\/?$/, '$1/$2'],
    [/^on\.soundcloud\.com\/(\w+)\/?$/, 'on.soundcloud.com/$1'],
  ],
  idFormats: [
    {
      id: new RegExp(
        `^((?!(?:${SOUNDCLOUD_PAGES})/)[\\w-]{1,60}/(?:sets/[\\w-]{1,120}|(?!(?:${SOUNDCLOUD_LISTS})$)[\\w-]{1,120}(?:/s-\\w{5,20})?))$`,
      ),
      page: 'https://soundcloud.com/$1',
      player: 'https://w.soundcloud.com/player/?url={watch}',
    },
    { id: /^on\.soundcloud\.com\/(\w{5,30})$/, page: 'https://on.soundcloud.com/$1', player: null },
  ],
}

/** Twitch's player must be told the site it stands on, which an exported page does not know: no frames. */
const twitch: ProviderRow = {
  name: 'twitch',
  label: 'Twitch',
  urlPatterns: [
    [/^(?:(?:www|m)\.)?twitch\.tv\/(?:\w+\/)?(?:videos?|v)\/(\d+)\/?$/, 'videos/$1'],
    [/^(?:(?:www|m)\.)?twitch\.tv\/\w+\/clip\/([\w-]+)\/?$/, 'clip/$1'],
    [/^clips\.twitch\.tv\/embed\/?$/, 'clip/{clip}'],
    [/^clips\.twitch\.tv\/([\w-]+)\/?$/, 'clip/$1'],
    [/^player\.twitch\.tv\/?$/, 'videos/{video}'],
  ],
  idFormats: [
    { id: /^videos\/v?(\d{5,15})$/, page: 'https://www.twitch.tv/videos/$1', player: null },
    { id: /^clip\/([\w-]{5,100})$/, page: 'https://clips.twitch.tv/$1', player: null },
  ],
}

const dailymotion: ProviderRow = {
  name: 'dailymotion',
  label: 'Dailymotion',
  urlPatterns: [
    [/^(?:(?:www|touch)\.)?dailymotion\.com\/(?:embed\/)?video\/([0-9A-Za-z]+)(?:_[^/]*)?\/?$/, '$1'],
    [/^geo\.dailymotion\.com\/player(?:\/\w+)?\.html$/, '{video}'],
    [/^dai\.ly\/([0-9A-Za-z]+)\/?$/, '$1'],
  ],
  idFormats: [
    {
      id: /^([0-9A-Za-z]{5,20})$/,
      page: 'https://www.dailymotion.com/video/$1',
      player: 'https://geo.dailymotion.com/player.html?video=$1',
    },
  ],
}

const naver: ProviderRow = {
  name: 'naver',
  label: 'Naver',
  urlPatterns: [
    [/^(?:m\.)?tv\.naver\.com\/(?:v|embed)\/(\d+)\/?$/, 'v/$1'],
    [/^(?:m\.)?tv\.naver\.com\/([hl])\/(\d+)\/?$/, '$1/$2'],
    [/^clip\.naver\.com\/contents\/([^/]+)\/?$/, 'clip/$1'],
  ],
  idFormats: [
    { id: /^v\/(\d{3,12})$/, page: 'https://tv.naver.com/v/$1', player: 'https://tv.naver.com/embed/$1' },
    { id: /^([hl])\/(\d{3,12})$/, page: 'https://tv.naver.com/$1/$2', player: null },
    { id: /^clip\/([\w-]{5,64})$/, page: 'https://clip.naver.com/contents/$1', player: null },
  ],
}

const kakao: ProviderRow = {
  name: 'kakao',
  label: 'Kakao TV',
  urlPatterns: [
    [/^tv\.kakao\.com\/(?:m\/)?v\/(\d+)\/?$/, '$1'],
    [/^(?:play-)?tv\.kakao\.com\/(?:m\/)?channel\/\d+\/cliplink\/(\d+)\/?$/, '$1'],
    [/^(?:play-)?tv\.kakao\.com\/embed\/player\/cliplink\/(\d+)\/?$/, '$1'],
  ],
  idFormats: [
    {
      id: /^(\d{5,15})$/,
      page: 'https://tv.kakao.com/v/$1',
      player: 'https://play-tv.kakao.com/embed/player/cliplink/$1',
    },
  ],
}

const weverse: ProviderRow = {
  name: 'weverse',
  label: 'Weverse',
  urlPatterns: [
    [/^(?:www\.)?weverse\.io\/([\w-]+)\/(artist|fanpost|live|media|moment)\/([\d-]+)\/?$/, '$1/$2/$3'],
  ],
  idFormats: [
    {
      id: /^([\w-]{1,40})\/(artist|fanpost|live|media|moment)\/(\d-\d{3,15})$/,
      page: 'https://weverse.io/$1/$2/$3',
      player: null,
    },
  ],
}

export const providerRows: readonly ProviderRow[] = [
  youtube,
  vimeo,
  instagram,
  x,
  tiktok,
  facebook,
  threads,
  bluesky,
  reddit,
  pinterest,
  spotify,
  soundcloud,
  twitch,
  dailymotion,
  naver,
  kakao,
  weverse,
]
