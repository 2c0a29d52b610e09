import type { EditorState, Transaction } from '@tiptap/pm/state'

/** A picture taken into the draft, as a figure stores it. Sizes in pixels, null where unknown. */
export interface StoredImage {
  readonly src: string
  readonly width: number | null
  readonly height: number | null
}

/** Somebody of the cast, as a block's view may know them. */
export interface CastPerson {
  readonly name: string
  readonly otherNames: readonly string[]
}

/**
 * The draft that was in sight when it was asked for. What takes a while ends there, wherever that draft is by then: work
 * captures it before its first `await`, and never asks again which draft is in sight.
 */
export interface DraftHandle {
  readonly id: string
  /** Whether it is in sight now. */
  isVisible(): boolean
  /** Lets the writer choose a picture and keeps it in the draft; null when cancelled or refused (the page says why). */
  chooseImage(): Promise<StoredImage | null>
  /** Keeps a dropped or pasted picture in the draft. */
  storeImage(file: File): Promise<StoredImage | null>
  /** Fetches a picture from the web into the draft; null when it could not be had (the page says why). */
  fetchImage(url: string): Promise<StoredImage | null>
  /** Copies picture files of another draft; the page says which were not found. */
  copyImages(from: string, names: readonly string[]): Promise<void>
  /**
   * Changes the draft by a transaction that `make` makes of its state at that time; null for no change. A draft that is
   * not in sight is changed in its remembered state and on the disk. Returns false when it cannot be changed (the page
   * says why).
   */
  change(make: (state: EditorState) => Transaction | null): Promise<boolean>
}

/** What a block's view may ask of the page around it. Handed in: a view reaches for nothing itself. */
export interface ViewServices {
  /** The address to show a figure's `src` from; null for what the page does not fetch (pictures on the web). */
  imageUrl(src: string): string | null
  /** The draft in sight, for work that takes a while. */
  captureDraft(): DraftHandle
  /** Counts picture files that arrived in the drafts: a figure whose file was missing looks again. Reactive as below. */
  addedImageCount(): number
  /** What the file of a picture taken in since the draft was opened said of it; null where it said nothing. Reactive as below. */
  imageNotes(src: string): { readonly caption: string; readonly credit: string } | null
  /** Which of the cast's colours somebody has, from 1; reactive when read inside a component. */
  speakerColour(speaker: string): number
  /** The cast in its order, with other spellings; reactive as above. */
  people(): readonly CastPerson[]
  /** Gives somebody another name in the cast and in every turn; a name that is taken makes the two one person. */
  renamePerson(from: string, to: string): void
  /** An undo or redo gave turns these names again: the cast must know them as it did. */
  restoreNames(names: readonly string[]): void
  /** Makes sure that somebody is in the cast. */
  addToCast(name: string): void
  /** Opens an address outside Galley. */
  openExternal(url: string): void
}
