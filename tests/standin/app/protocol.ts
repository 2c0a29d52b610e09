import type { PageRequest, PageResponse } from '../contract.ts'
import { plainApp } from './app.ts'
import { note, strict } from './machine.ts'

type Handler = Parameters<Electron.Protocol['handle']>[1]

const handlers = new Map<string, Handler>()

/** Electron's `protocol`: schemes are declared before the app is ready, and served after that. */
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => {
    plainApp.mustBeEarly('protocol.registerSchemesAsPrivileged')
    note('protocol.registerSchemesAsPrivileged', schemes)
  },
  handle: (scheme: string, handler: Handler) => {
    plainApp.mustBeReady('protocol.handle')
    if (handlers.has(scheme)) throw new Error(`the scheme ${scheme} has a handler`)
    handlers.set(scheme, handler)
  },
  unhandle: (scheme: string) => {
    handlers.delete(scheme)
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
} satisfies Partial<Electron.Protocol>)

/** Returns the app's response to a page's request; null if nobody serves its scheme. */
export async function respond({ url, method, headers, body }: PageRequest): Promise<PageResponse | null> {
  const handler = handlers.get(new URL(url).protocol.slice(0, -1))
  if (handler === undefined) return null
  const hasBody = body !== null && method !== 'GET' && method !== 'HEAD'
  const request = new Request(url, {
    method,
    headers: { ...headers },
    ...(hasBody ? { body: new Uint8Array(body) } : {}),
  })
  const response = await handler(request)
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    bytes: new Uint8Array(await response.arrayBuffer()),
  }
}
