import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import type { Network } from '../../src/desk/web/fetchWeb.ts'

/** This machine stands in for the internet. */
export const OPEN: Network = { isAllowed: (address) => address === '127.0.0.1' }

/**
 * Returns a function that starts a web server on this machine and gives its origin; over https with a key and a
 * certificate. Each ends with its test.
 */
export function testWebServers(): (listener: RequestListener, secure?: ServerOptions) => Promise<string> {
  let servers: Server[] = []
  afterEach(() => {
    for (const server of servers) {
      server.closeAllConnections()
      server.close()
    }
    servers = []
  })
  return async (listener, secure) => {
    const server = secure === undefined ? createServer(listener) : createSecureServer(secure, listener)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    return `${secure === undefined ? 'http' : 'https'}://127.0.0.1:${String(port)}`
  }
}
