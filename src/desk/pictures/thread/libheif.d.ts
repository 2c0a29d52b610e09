/** The members of libheif's build that Galley uses. The package types its compiled functions, but not these classes around them. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  /** One picture of a file, not decoded yet. */
  export interface HeifImage {
    /** Size in pixels as shown, after the file's own rotation. */
    get_width: () => number
    get_height: () => number
    is_primary: () => boolean
    /** Decodes the picture into `data`, 4 bytes a pixel: red, green, blue, alpha. Calls back with null if that fails. */
    display: (
      target: { data: Uint8ClampedArray; width: number; height: number },
      whenDecoded: (target: { data: Uint8ClampedArray } | null) => void,
    ) => void
    free: () => void
  }

  interface HeifDecoder {
    /** Reads a file's headers. Returns an empty list for a file that cannot be read. */
    decode: (bytes: Uint8Array) => HeifImage[]
    readonly decoder?: { delete: () => void } | null
  }

  interface LibHeif {
    readonly ready?: Promise<unknown>
    readonly HeifDecoder: new () => HeifDecoder
  }

  export default function createLibHeif(options: {
    print: (line: string) => void
    printErr: (line: string) => void
  }): LibHeif
}
