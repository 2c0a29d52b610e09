import type { Block } from '../blocks.ts'

/** An editor of the comparison, as small as it can be set up. */
export interface Peer {
  /** Makes it hold the blocks, in the element. */
  mount(element: HTMLElement, blocks: readonly Block[]): void
  /** How many of its paragraphs are there once all of it is drawn; absent: as many as there are blocks. */
  drawn?(blocks: readonly Block[]): number
  /** Puts the caret in the middle, for an editor whose text is not all in the page. */
  place?(): void
}
