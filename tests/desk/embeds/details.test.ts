import { describe, expect, it, test } from 'vitest'
import { detailsFromOEmbed, detailsFromPage } from '../../../src/desk/embeds/details.ts'

const BASE = 'https://video.example/oembed'
const from = (answer: unknown) => detailsFromOEmbed(JSON.stringify(answer), BASE)

describe('the answer of a provider', () => {
  it.each([
    [
      'YouTube',
      {
        ...{ title: 'The reel', author_name: 'KBC Drama', author_url: 'https://www.youtube.com/@kbc' },
        ...{ type: 'video', height: 113, width: 200, version: '1.0', provider_name: 'YouTube' },
        ...{ thumbnail_url: 'https://i.ytimg.com/vi/aB3-_xyz890/hqdefault.jpg', html: '<iframe></iframe>' },
      },
      { title: 'The reel', author: 'KBC Drama', picture: 'https://i.ytimg.com/vi/aB3-_xyz890/hqdefault.jpg' },
    ],
    [
      'Spotify, which names no author',
      { title: 'Night Ferry', thumbnail_url: 'https://image-cdn.spotifycdn.com/image/ab67', type: 'rich' },
      { title: 'Night Ferry', author: '', picture: 'https://image-cdn.spotifycdn.com/image/ab67' },
    ],
    [
      'TikTok',
      { title: 'lamp dance 💡', author_name: 'daon', thumbnail_url: 'https://p16.tiktokcdn.com/a.image?x=1' },
      { title: 'lamp dance 💡', author: 'daon', picture: 'https://p16.tiktokcdn.com/a.image?x=1' },
    ],
    [
      'X, whose words are in its quote',
      {
        author_name: 'Im Da-on',
        html: '<blockquote class="twitter-tweet"><p lang="en">It is lit.</p>&mdash; Im Da-on (@daon) <a href="https://twitter.com/daon/status/1234567890123">May 1</a></blockquote>',
      },
      { title: 'It is lit.', author: 'Im Da-on', picture: null },
    ],
    [
      'Bluesky, likewise',
      {
        author_name: 'Daon (@daon.example)',
        html: '<blockquote class="bluesky-embed" data-bluesky-uri="at://x"><p lang="ko">불이 켜졌다</p>&mdash; Daon (<a href="https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx?ref_src=embed">@daon.example</a>) <a href="https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx/post/3jzn6g7ixgq2y?ref_src=embed">May 1</a></blockquote>',
      },
      { title: '불이 켜졌다', author: 'Daon (@daon.example)', picture: null },
    ],
    [
      'Reddit',
      { title: 'Someone came to visit', author_name: 'woodchips', html: '<blockquote></blockquote>' },
      { title: 'Someone came to visit', author: 'woodchips', picture: null },
    ],
  ])('%s', (_who, answer, details) => {
    expect(from(answer)).toEqual(details)
  })

  it('is plain text in one line, and no markup', () => {
    expect(from({ title: 'How to use <video> &amp; <b>why</b>' })?.title).toBe(
      'How to use <video> &amp; <b>why</b>',
    )
    expect(from({ title: 'Tom\n & Ann\u202e ' })?.title).toBe('Tom & Ann')
    expect(from({ title: 'I <3 you, 1 < 2' })?.title).toBe('I <3 you, 1 < 2')
    expect(from({ title: 'a\u0000b\u2028c' })?.title).toBe('ab c')
  })

  it('is cut where it is too long', () => {
    const { title = '', author = '' } =
      from({ title: '불'.repeat(9000), author_name: 'x'.repeat(9000) }) ?? {}
    expect([Array.from(title).length, Array.from(author).length]).toEqual([300, 120])
    expect(title.endsWith('…')).toBe(true)
  })

  it('counts only where it has the right types', () => {
    const wrong = { title: { toString: 'x' }, author_name: ['a'], thumbnail_url: 7, html: 5 }
    expect(from(wrong)).toEqual({ title: '', author: '', picture: null })
    for (const answer of [[], 'text', 7, null]) expect(from(answer)).toBeNull()
    expect(detailsFromOEmbed('<html>', BASE)).toBeNull()
  })

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'https://u:p@x.example/', ' '])(
    'names no picture with %s',
    (address) => {
      expect(from({ title: 'a', thumbnail_url: address })?.picture).toBeNull()
    },
  )
})

describe('a page', () => {
  it('says what it is in Open Graph before anything else', () => {
    const page = `<!doctype html><head><title>Gulls | The Pier</title>
      <meta property="og:title" content="Gulls &amp; ferries"><meta name="twitter:title" content="no">
      <meta property="og:site_name" content="The Pier"><meta name="author" content="Ann Lee">
      <meta property="og:image" content="/a.jpg?x=1&amp;y=2">`
    expect(detailsFromPage(page, 'https://pier.example/gulls/')).toEqual({
      title: 'Gulls & ferries',
      author: 'Ann Lee, The Pier',
      picture: 'https://pier.example/a.jpg?x=1&y=2',
    })
  })

  it('has character references that are resolved once', () => {
    const page = `<title>How to use &lt;video&gt; &amp;amp; why</title>`
    expect(detailsFromPage(page, BASE).title).toBe('How to use <video> &amp; why')
    const named = `<meta property="og:title" content="How to use &lt;video&gt;"><meta name=author content="R&amp;D">`
    expect(detailsFromPage(named, BASE)).toMatchObject({ title: 'How to use <video>', author: 'R&D' })
  })

  it('has its title where it has nothing else, and not one of a drawing or a script', () => {
    const page =
      '<script>"<title>no</title>"</script><title>Gulls\n fly</title><svg><title>Logo</title></svg>'
    expect(detailsFromPage(page, BASE)).toEqual({ title: 'Gulls fly', author: '', picture: null })
    expect(detailsFromPage('', BASE)).toEqual({ title: '', author: '', picture: null })
  })

  it('names no author by an address', () => {
    const page = '<meta property="article:author" content="https://facebook.example/ann"><title>a</title>'
    expect(detailsFromPage(page, BASE).author).toBe('')
  })
})

test('reads half a megabyte of hostile tags in the time of harmless ones', () => {
  const started = performance.now()
  const tags = Array.from({ length: 40_000 }, (_, index) => `<b x${String(index)}=1><p>`).join('')
  expect(detailsFromPage(`${tags}<title>end</title>`, BASE).title).toBe('end')
  detailsFromOEmbed(JSON.stringify({ title: tags, html: tags }), BASE)
  expect(performance.now() - started).toBeLessThan(2000)
})
