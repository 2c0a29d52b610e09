/**
 * A zip, or one entry of it, that cannot be read. The message is a clause for the writer about the file it is shown
 * beside: “it is damaged: it breaks off”.
 */
export class ZipError extends Error {}
