/**
 * Looks a picture up by its address in a document (`../photos/tram.png`). Resolves to the `src` that it has in the draft
 * (`images/3f0a9c….png`), or null if there is no such picture.
 */
export type PictureFinder = (address: string) => Promise<string | null>
