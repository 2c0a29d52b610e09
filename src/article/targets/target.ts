import type { Article } from '../article.ts'

/** Pictures by a figure's `src`: data URLs to put in their place. Sources it does not name stay as they are. */
export type Pictures = ReadonlyMap<string, string>

/**
 * Narrower copies of pictures beside the text, by the `src` of the figure that shows the largest: an HTML target names them in
 * `srcset`. Widths in pixels.
 */
export type PictureSets = ReadonlyMap<string, readonly { readonly src: string; readonly width: number }[]>

/** A form in which an article leaves Galley. One file each; `index.ts` lists them. */
export interface Target {
  /** Unique, as the export dialog and the desk name it. */
  readonly id: string
  /** As `galley convert --to FORMAT --profile PROFILE` names it. The first profile of a format is its default. */
  readonly format: 'md' | 'html' | 'json'
  /** As `galley convert --profile PROFILE` names it; unique within its format. */
  readonly profile: string
  /** The name that the writer reads, in the language in use. */
  readonly label: () => string
  /** A few words on what the target is good for. */
  readonly hint: () => string
  /** File name's ending, with the dot. */
  readonly extension: string
  readonly mime: string
  /** The writer may leave headline and standfirst out of what is copied: the text is for a CMS with fields of its own. */
  readonly hasOptionalHead?: true
  /** True if pictures are embedded in the one file; otherwise they are put beside it, in `images/`. */
  readonly picturesInside: boolean
  /** True if the target is made to be read back without loss: its pictures leave as they are in the draft. */
  readonly keepsPictures: boolean
  /**
   * Returns the text of the file.
   * @param pictures data URLs by a figure's `src`, for targets with `picturesInside`
   * @param sets for HTML targets whose pictures are beside the text
   */
  write(article: Article, pictures?: Pictures, sets?: PictureSets): string
}
