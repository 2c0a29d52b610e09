import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Loaded into a host before its own code (`node --import`): every request that it makes to the web goes to the server at
 * `GALLEY_FAKE_WEB`, with the host that was meant as the first segment of the path. The guards before a request stay in place;
 * those of a connection have unit tests.
 *
 *     https://www.youtube.com/oembed?url=x  →  http://127.0.0.1:4321/www.youtube.com/oembed?url=x
 */
const { request } = http
const server = process.env.GALLEY_FAKE_WEB

if (server !== undefined) {
  const instead = (url, { headers, signal }, callback) =>
    request(
      new URL(`/${url.host}${url.pathname}${url.search}`, server),
      { headers, signal, agent: false },
      callback,
    )
  http.request = instead
  https.request = instead
  syncBuiltinESMExports()
}
