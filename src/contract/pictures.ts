import type { Outcome } from './outcome.ts'

/** The pictures of a draft, and the files that leave Galley. */

/** The caption and credit in a picture's file before its metadata was removed; '' where it had none. */
export interface PictureNotes {
  readonly caption: string
  readonly credit: string
}

/** A picture stored in a draft's folder. */
export interface StoredImage {
  /** As a figure's `src` names it: `images/…`. */
  readonly src: string
  /** In pixels, as shown; null when the header does not tell. */
  readonly width: number | null
  readonly height: number | null
  /** For the figure's caption and credit, where the file had any. */
  readonly notes?: PictureNotes
}

/** A file made of a draft, ready to hand over. */
export interface ExportedFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
  /** The pictures that left as they came because they could not be read: their alternative texts or file names. */
  readonly unreadPictures?: readonly string[]
}

/** How far an export has come: `done` of `total` pictures are ready. */
export interface ExportProgress {
  readonly done: number
  readonly total: number
}

/** The calls about a draft's pictures, and the export that carries them. */
export interface PictureCalls {
  /** Stores a picture in the draft. `name` is the file's own, for its extension and for messages. */
  addImage(id: string, name: string, bytes: Uint8Array): Promise<Outcome<StoredImage>>
  /**
   * Copies picture files of the draft `from` into the draft `id`, also ones that `from` shows no more. `names` are file
   * names in `images/`. Returns the names that were not found.
   */
  copyImages(id: string, from: string, names: readonly string[]): Promise<Outcome<readonly string[]>>
  /** Fetches a picture from the public web into the draft: http and https, nothing of this machine or its network. */
  fetchImage(id: string, url: string): Promise<Outcome<StoredImage>>
  /** Returns the draft on disk as a publication target, named by its id. Once it leaves, `keepRevision` keeps it. */
  exportDraft(id: string, target: string): Promise<Outcome<ExportedFile>>
  /** Returns how far this page's export of a draft has come; null if none is under way, or it has no pictures. */
  exportProgress(id: string): Promise<Outcome<ExportProgress | null>>
  /** Cancels this page's exports of a draft: they return a problem, and no file. */
  cancelExport(id: string): Promise<Outcome<null>>
}
