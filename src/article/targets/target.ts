import type { Article } from '../article.ts'

/** Pictures by a figure's `src`: data URLs to put in their place. Sources it does not name stay as they are. */
export type Pictures = ReadonlyMap<string, string>

/** A form in which an article leaves Galley. One file each; `index.ts` lists them. */
export interface Target {
  /** Unique, as the export dialog and the desk name it. */
  readonly id: string
  /** As `galley convert --to FORMAT --profile PROFILE` names it. The first profile of a format is its default. */
  readonly format: 'md' | 'html' | 'json'
  readonly profile: string
  /** For the writer: a name, and what it is good for in a few words. */
  readonly label: () => string
  readonly hint: () => string
  /** File name's ending, with the dot. */
  readonly extension: string
  readonly mime: string
  /** Whether pictures travel inside the one file; else they go beside it, in `images/`. */
  readonly picturesInside: boolean
  write(article: Article, pictures?: Pictures): string
}
