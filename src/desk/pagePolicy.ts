/**
 * What a host says with every file it serves: the page is the same in both, and so is what it may do.
 *
 * Styles inside the page are the price of the export preview, whose fragments carry theirs; scripts are files of our own
 * and nothing else.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  // An embed's player, in a sandboxed frame, once the writer asks for it; whose, the embed block's table says.
  'frame-src https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

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
