/** Converts a text, or the bytes of a file. What it returns is the whole result, so that nothing is left undone. */
export type Convert = (input: string, bytes: Uint8Array) => unknown

/** A way to convert, loaded in a process of its own. */
export type Load = () => Promise<Convert>
