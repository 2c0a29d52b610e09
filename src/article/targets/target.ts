import type { Article } from '../article.ts'

/** Pictures by a figure's `src`: data URLs to put in their place. Sources it does not name stay as they are. */
export type Pictures = ReadonlyMap<string, string>

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
  /** True if pictures are embedded in the one file; otherwise they are put beside it, in `images/`. */
  readonly picturesInside: boolean
  /**
   * Returns the text of the file.
   * @param pictures data URLs by a figure's `src`, for targets with `picturesInside`
   */
  write(article: Article, pictures?: Pictures): string
}
