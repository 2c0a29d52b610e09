/** What an embed is: a film or stream, a post, music or speech, or any page. */
export type EmbedKind = 'video' | 'post' | 'audio' | 'page'

/**
 * A provider as data. A pasted address becomes an id, and the id becomes addresses again:
 *
 *     https://youtu.be/abcdefghijk?si=tracking
 *       urlPatterns  [/^(?:www\.)?youtu\.be\/([^/]+)\/?$/, '$1']   → id 'abcdefghijk'
 *       idFormats    /^(?!…)([\w-]{11})$/                          → page 'https://www.youtube.com/watch?v=abcdefghijk'
 *
 * Nothing of the pasted address but the id is kept, so no tracking parameter and no script can travel with it.
 */
export interface ProviderRow {
  /** Lower-case, as article files and outlines name the provider: `youtube`. Never change one: files contain it. */
  readonly name: string
  /** As the provider writes its own name: `YouTube`. */
  readonly label: string
  /** What lives there, as its card shows it. */
  readonly kind: EmbedKind
  /**
   * Addresses that name something embeddable, the first match wins. `place` matches host and path together and is
   * anchored at both ends, so that `youtube.com.example.org` is no match. In `id`, `$1` is a group of the pattern and
   * `{v}` the query parameter `v`.
   */
  readonly urlPatterns: readonly (readonly [place: RegExp, id: string])[]
  /** Ids that exist, as strict as the provider's own format, with the addresses made of them. */
  readonly idFormats: readonly {
    readonly pattern: RegExp
    /** The canonical page; `$1` is a group of `pattern`. */
    readonly page: string
    /**
     * The player for an iframe; `{page}` is the page's address, percent-encoded. Null if the provider has no player
     * that works on any site without a script or a key.
     */
    readonly player: string | null
  }[]
  /**
   * Where an address names a time to begin at, and how page and player take it; `{s}` is the time in seconds. Only what the
   * provider documents. Its first parameter begins with `?`, or with `#` if it is no parameter: {@link withStart} joins them.
   */
  readonly start?: {
    /** Parameters of the query or the fragment: `t` for `?t=43s` and `#t=1m2s`. */
    readonly names: readonly string[]
    readonly page: string
    readonly player: string
  }
  /**
   * The provider's oEmbed endpoint (oembed.com) that tells title, author and picture, if it needs no key; `{page}` is the page's
   * address, percent-encoded. Without one, the page itself is read.
   */
  readonly oEmbed?: string
  /** Origins besides the players' own to which players redirect: `https://platform.x.com`. */
  readonly redirectOrigins?: readonly string[]
}
