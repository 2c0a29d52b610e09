/**
 * The content security policy of the page, the same in both hosts: it loads its own files and nothing else.
 *
 * Styles inside the page are the price of the export preview, whose fragments carry theirs; scripts are files of our own
 * and nothing else.
 * @param sockets origins of web sockets that the page may open besides its own origin, such as `ws://127.0.0.1:8080`:
 *   not every browser takes `'self'` for the ws scheme too
 */
export function contentSecurityPolicy(sockets: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...sockets].join(' '),
    // An embed's player, in a sandboxed frame, once the writer asks for it; whose, the embed block's table says.
    'frame-src https:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** A draft's picture opened by itself is a picture and nothing else. */
export const PICTURE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"

/** Types of the files a built page is made of, by their endings. */
export const PAGE_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}
