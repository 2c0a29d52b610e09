import type { EditorState, Transaction } from '@tiptap/pm/state'
import type { CastPerson } from '../castPerson.ts'
import type { Point, Rectangle, Rotation } from '../crop.ts'

/**
 * What a block's view may ask of the page around it. The page implements `ViewServices` once and hands it to every view,
 * so that views import no store, no host and no component of the page. Members marked reactive may be read in a Vue
 * computed or template, which then follows their changes.
 */

/** A picture that was stored with the draft, as a figure's attributes name it. */
export interface StoredImage {
  /** Relative to the draft, `images/0123456789abcdef.png`, or an address on the web. */
  readonly src: string
  /** In pixels; null if unknown. */
  readonly width: number | null
  readonly height: number | null
}

/** What an embed is called and what it looks like, as its provider or its page says. '' and null for what they do not say. */
export interface EmbedDetails {
  readonly title: string
  readonly author: string
  readonly picture: StoredImage | null
  /** Why the picture that was named could not be had. */
  readonly pictureProblem?: Trouble
}

/** A failure in three sentences: what happened, what is safe, what to do. */
export interface Trouble {
  readonly what: string
  readonly safe: string
  readonly mend: string
}

/** The state of fetching title and picture for one address. */
export type EmbedFetch =
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly problem: Trouble }
  | { readonly kind: 'done'; readonly details: EmbedDetails }

/**
 * One draft, captured when work on it began. Work that takes a while captures it before its first `await`, so that its
 * result reaches this draft also when the writer has opened another one meanwhile.
 */
export interface DraftHandle {
  readonly id: string
  /** Returns true if this is the draft on the page now. */
  isVisible(): boolean
  /** Lets the writer choose a picture file and stores it; null if that was cancelled or refused (the page says why). */
  chooseImage(): Promise<StoredImage | null>
  /** Stores a dropped or pasted picture file; null if it was refused (the page says why). */
  storeImage(file: File): Promise<StoredImage | null>
  /** Stores picture files, in their order; null for each that was refused. One notice says how many were added. */
  storeImages(files: readonly File[]): Promise<readonly (StoredImage | null)[]>
  /** Downloads a picture from the web and stores it; null if that failed (the page says why). */
  fetchImage(url: string): Promise<StoredImage | null>
  /**
   * Fetches title, author and picture of what lives at an address, and stores the picture; null if that failed or was cancelled.
   * {@link ViewServices.embedFetch} returns its state. It sends the address to the provider or site: call it only on a click.
   */
  fetchEmbed(url: string): Promise<EmbedDetails | null>
  /**
   * Copies picture files of another draft into this one. The page reports missing files.
   * @param from the other draft's id
   * @param names file names below its `images/`
   */
  copyImages(from: string, names: readonly string[]): Promise<void>
  /**
   * Changes the draft's document. A draft that is not visible is changed in its remembered state and on the disk.
   * @param make makes the transaction from the draft's state at that time; returns null for no change
   * @returns false if the draft could not be changed (the page says why)
   */
  change(make: (state: EditorState) => Transaction | null): Promise<boolean>
}

/** How a picture is cropped and rotated, and what must stay in sight; as `blocks/crop.ts` says. */
export interface PictureCut {
  /** Null for the whole picture. */
  readonly crop: Rectangle | null
  readonly rotation: Rotation
  readonly focus: Point | null
}

/** A picture to crop: where the page loads it from, and how it is cropped now. */
export interface CropRequest extends PictureCut {
  readonly url: string
}

/** The page's services for views of blocks. */
export interface ViewServices {
  /** Returns the address to load a figure's `src` from; null for a picture on the web, which the page does not load. */
  imageUrl(src: string): string | null
  /** Returns the draft on the page, for work that takes a while. */
  captureDraft(): DraftHandle
  /** Returns how many picture files have arrived so far. A figure tries a missing file again when it grows. Reactive. */
  addedImageCount(): number
  /**
   * Returns the caption and credit in the metadata of a picture file that was added since the draft was opened; null if
   * the file has none. Reactive.
   */
  imageNotes(src: string): { readonly caption: string; readonly credit: string } | null
  /** Lets the writer crop a picture in a dialog; null if that was cancelled. */
  askForCrop(request: CropRequest): Promise<PictureCut | null>
  /** Returns the `src` of the lead image of the article; '' if none was chosen. Reactive. */
  leadImage(): string
  /** Sets the lead image of the article; '' for none. */
  setLeadImage(src: string): void
  /** Returns the number of a speaker's colour, from 1. Reactive. */
  speakerColour(speaker: string): number
  /** Returns the cast, in its order. Reactive. */
  people(): readonly CastPerson[]
  /** Renames a person in the cast and in every turn. If `to` is another person's name, the two become one. */
  renamePerson(from: string, to: string): void
  /** Undoes or redoes a renaming in the cast after an undo or redo of the document put these names back into turns. */
  restoreNames(names: readonly string[]): void
  /** Adds spellings to people of the cast, by their names. */
  addSpellings(spellings: ReadonlyMap<string, readonly string[]>): void
  /** Adds people to the cast whom a change has put into turns. Names that it has already are ignored. */
  joinCast(names: readonly string[]): void
  /** Returns the state of {@link DraftHandle.fetchEmbed} in the draft on the page; null if there was none. Reactive. */
  embedFetch(url: string): EmbedFetch | null
  /** Cancels {@link DraftHandle.fetchEmbed} in the draft on the page, and forgets its result. */
  dropEmbedFetch(url: string): void
  /**
   * Calls `write` before the page leaves the draft, for what is typed in a form that no key or click has closed. Returns a
   * function that ends that.
   */
  beforeLeaving(write: () => void): () => void
  /** Opens an address in the system's browser. */
  openExternal(url: string): void
}
