/**
 * The part of `@exodus/bytes/encoding-browser.js` that the pure part uses. Its own types need those of Node, so tsconfig.pure.json
 * reads these instead.
 */
export class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean })
  readonly encoding: string
  decode(bytes: Uint8Array): string
}
