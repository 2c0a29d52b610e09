import type { Session } from 'electron'
import { playerOrigins, PROJECT_PAGE } from '../hosting/players.ts'

/**
 * Tells embeds' players which page is around them. A page of a scheme of its own sends no Referer to https addresses, and
 * YouTube's player refuses to play without one ("Error 153"). The address is the project's, so it says nothing about the
 * article. Electron has one listener of this kind for each session: this is it.
 */
export function setupPlayerReferer({ webRequest }: Pick<Session, 'webRequest'>): void {
  const filter = { urls: playerOrigins.map((origin) => `${origin}/*`), types: ['subFrame' as const] }
  webRequest.onBeforeSendHeaders(filter, ({ requestHeaders }, respond) => {
    // A player that navigates by itself has a Referer already.
    const hasReferer = Object.keys(requestHeaders).some((name) => name.toLowerCase() === 'referer')
    respond({ requestHeaders: hasReferer ? requestHeaders : { ...requestHeaders, Referer: PROJECT_PAGE } })
  })
}
