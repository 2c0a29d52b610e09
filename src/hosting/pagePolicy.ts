import { playerOrigins } from './players.ts'

/**
 * Returns the page's content security policy, the same in both hosts: the page loads its own files and nothing else.
 *
 * Inline styles are allowed because the fragments of the export preview carry theirs. Scripts are the page's own files,
 * without exception.
 * @param sockets origins of web sockets that the page may open besides its own origin, such as `ws://127.0.0.1:8080`:
 *   not every browser applies `'self'` to the ws scheme
 */
export function contentSecurityPolicy(sockets: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...sockets].join(' '),
    // An embed's player, in a sandboxed frame, once the writer asks for it. Redirects and the frame's own navigation too.
    ['frame-src', ...playerOrigins].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The policy of a draft's picture: opened in a tab of its own, it runs nothing and loads nothing. */
export const PICTURE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
