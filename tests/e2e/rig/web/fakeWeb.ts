import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What the web answers: a body with its type, a status, or nothing until `release`. */
export type Page = { readonly type: string; readonly body: string | Uint8Array } | number | 'held'

/** The web as hosts see it that start while it runs: `pages` by address without the scheme, `pier.example/gulls`. */
export class FakeWeb {
  readonly pages = new Map<string, Page>()
  /** Everything that was asked for, with the query. */
  readonly asked: string[] = []
  /** How many requests were given up before they were answered. */
  abandoned = 0
  #server: Server | null = null
  #held: { readonly address: string; readonly response: ServerResponse }[] = []

  /** Starts the server; hosts that are started from now on ask it. */
  async start(): Promise<void> {
    const server = createServer((request, response) => {
      const asked = (request.url ?? '').slice(1)
      this.asked.push(asked)
      this.#answer(asked.split('?')[0] ?? '', response)
    })
    this.#server = server
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    process.env.GALLEY_FAKE_WEB = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
    process.env.NODE_OPTIONS = `--import ${pathToFileURL(join(import.meta.dirname, 'fakeWeb.mjs')).href}`
  }

  stop(): void {
    delete process.env.GALLEY_FAKE_WEB
    delete process.env.NODE_OPTIONS
    this.#server?.closeAllConnections()
    this.#server?.close()
  }

  /** Responds to the held request with another page. */
  release(page: Page): void {
    const held = this.#held
    this.#held = []
    for (const { address, response } of held) {
      this.pages.set(address, page)
      this.#answer(address, response)
    }
  }

  #answer(address: string, response: ServerResponse): void {
    const page = this.pages.get(address) ?? 404
    if (page === 'held') {
      this.#held.push({ address, response })
      response.once('close', () => {
        if (!response.writableEnded) this.abandoned += 1
      })
    } else if (typeof page === 'number') response.writeHead(page).end()
    else response.writeHead(200, { 'content-type': page.type }).end(page.body)
  }
}
