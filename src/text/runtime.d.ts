/**
 * What the pure part may take from its runtime besides the ECMAScript library: WHATWG `URL`, `TextDecoder`, `TextEncoder` and
 * `btoa`, which Node and every browser have. Read by tsconfig.pure.json alone; elsewhere the platform's own types say the same.
 */
declare class URL {
  constructor(url: string, base?: string)
  static canParse(url: string, base?: string): boolean
  readonly href: string
  readonly origin: string
  readonly protocol: string
  readonly username: string
  readonly password: string
  readonly hostname: string
  readonly host: string
  readonly pathname: string
  readonly search: string
  readonly hash: string
  readonly searchParams: { get(name: string): string | null }
}
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean })
  decode(bytes: Uint8Array): string
}
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare function btoa(bytes: string): string
