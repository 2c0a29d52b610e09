import type { Block } from '../../typing/blocks.ts'

/** An editor that Galley is compared with, in its smallest useful set-up. */
export interface Peer {
  /** Creates the editor in the element, with these blocks. */
  mount(element: HTMLElement, blocks: readonly Block[]): void
  /** Returns how many paragraphs are in the page when all is drawn; left out, as many as there are blocks. */
  paragraphCount?(blocks: readonly Block[]): number
  /** Puts the caret in the middle, for an editor that does not draw its whole text. */
  placeCaret?(): void
}
