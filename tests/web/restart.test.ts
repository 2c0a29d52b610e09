import { createServer, type Server } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startHost } from '../../src/web/host.ts'
import { readBuiltPage } from '../../src/hosting/builtPage.ts'
import { newToken, openSavedAddress, type SavedAddress } from '../../src/web/savedAddress.ts'
import { deskOver, tempFolder } from '../desk/library.ts'
import { ask, connectPage, enter, smallPage, upgradeStatus } from './served.ts'

/** Sets up one library and its state folder; `start` starts a host over them, as each process of a machine does. */
async function machine() {
  const desk = await deskOver(await tempFolder(), { cache: await tempFolder() })
  const folder = await tempFolder()
  const page = await readBuiltPage(await smallPage())
  return {
    folder,
    start: async (port = 0) => {
      const host = await startHost({ desk, page, port, saved: await openSavedAddress(folder) })
      onTestFinished(() => host.close())
      return host
    },
  }
}

/** Listens on a port, as another program does, until the test ends. */
async function occupy(port: number): Promise<Server> {
  const server = createServer()
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen({ port, host: '127.0.0.1', exclusive: true }, listening)
  })
  onTestFinished(() => {
    server.close()
  })
  return server
}

describe('a host that is started again', () => {
  it('listens on its last port and accepts the page’s cookie', async () => {
    const { start } = await machine()
    const first = await start()
    const { cookie, key, origin } = await enter(first.address)
    await first.close()
    const second = await start()
    expect(second.address).toBe(first.address)
    expect(second.ports).toEqual([first.port])
    expect((await ask(second.port, '/', { headers: { cookie } })).status).toBe(200)
    const page = await connectPage(second.port, { cookie, key, origin })
    const headers = { cookie, origin, 'content-type': 'application/json', 'x-galley-page': page.id }
    expect((await ask(second.port, '/desk/library', { method: 'POST', headers, body: '[]' })).status).toBe(
      200,
    )
  })

  it('serves the old port, too, when started on another, with all checks for each port', async () => {
    const { start } = await machine()
    const first = await start()
    const { cookie, key, origin } = await enter(first.address)
    await first.close()
    const free = await freePort()
    const second = await start(free)
    expect(second.address).toContain(`http://127.0.0.1:${String(free)}/`)
    expect(second.ports).toEqual([free, first.port])
    const old = first.port
    expect((await ask(old, '/', { headers: { cookie } })).status).toBe(200)
    await connectPage(old, { cookie, key, origin })

    // Each port is an origin of its own: it refuses the cookie, Host and Origin of the other port.
    const renamed = cookie.replace(String(old), String(free))
    expect((await ask(old, '/', { headers: { cookie: renamed } })).status).toBe(401)
    expect((await ask(free, '/', { headers: { cookie } })).status).toBe(401)
    expect((await ask(old, '/', { headers: { cookie, host: `127.0.0.1:${String(free)}` } })).status).toBe(421)
    const foreign = `http://127.0.0.1:${String(free)}`
    expect(await upgradeStatus(old, { cookie, key, origin: foreign })).toBe(403)
    const answer = await ask(old, '/', { headers: { cookie } })
    expect(answer.headers['content-security-policy']).toContain(
      `connect-src 'self' ws://127.0.0.1:${String(old)};`,
    )
  })

  it('uses another port while its last one is taken, and returns to it later', async () => {
    const { start } = await machine()
    const first = await start()
    await first.close()
    const other = await occupy(first.port)
    const second = await start()
    expect(second.port).not.toBe(first.port)
    expect(second.ports).toEqual([second.port])
    await second.close()
    await new Promise((closed) => other.close(closed))
    const third = await start()
    expect(third.ports).toEqual([second.port, first.port])
  })

  it('does not start if the given port is taken, and does not save that port', async () => {
    const { folder, start } = await machine()
    const first = await start()
    const port = await freePort()
    await occupy(port)
    await expect(start(port)).rejects.toThrow('EADDRINUSE')
    expect((await openSavedAddress(folder)).ports).toEqual([first.port])
  })

  it('releases all its ports when it closes', async () => {
    const { start } = await machine()
    const first = await start()
    await first.close()
    const second = await start(await freePort())
    await second.close()
    for (const port of second.ports) await occupy(port)
  })
})

describe('two hosts', () => {
  it('of two libraries use neither each other’s ports nor each other’s cookies', async () => {
    const [one, other] = [await machine(), await machine()]
    const first = await one.start()
    const entered = await enter(first.address)
    await first.close()
    const second = await other.start()
    expect(second.ports).not.toContain(first.port)
    await second.close()

    // The second library is started on the first one's port by option.
    const intruder = await other.start(first.port)
    expect((await ask(intruder.port, '/', { headers: { cookie: entered.cookie } })).status).toBe(401)
    expect(
      await upgradeStatus(intruder.port, {
        cookie: entered.cookie,
        key: entered.key,
        origin: entered.origin,
      }),
    ).toBe(401)
    expect((await one.start()).ports).not.toContain(first.port)
  })

  it('of one library share the token and have a port each', async () => {
    const { start } = await machine()
    const [first, second] = [await start(), await start()]
    expect(second.port).not.toBe(first.port)
    expect(second.ports).toEqual([second.port])
    expect(tokenIn(second.address)).toBe(tokenIn(first.address))
  })
})

it('a token that was not saved is refused after the next start', async () => {
  const desk = await deskOver(await tempFolder(), { cache: await tempFolder() })
  const page = await readBuiltPage(await smallPage())
  const saved: SavedAddress = { token: newToken(), ports: [], savePort: () => Promise.resolve() }
  const first = await startHost({ desk, page, port: 0, saved })
  const { cookie } = await enter(first.address)
  await first.close()
  const second = await startHost({ desk, page, port: first.port })
  onTestFinished(() => second.close())
  expect((await ask(second.port, '/', { headers: { cookie } })).status).toBe(401)
})

/** Returns the token of a printed address. */
function tokenIn(address: string): string | null {
  return new URL(address).searchParams.get('token')
}

/** Returns a port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen({ port: 0, host: '127.0.0.1' }, listening))
  const { port } = server.address() as { readonly port: number }
  await new Promise((closed) => server.close(closed))
  return port
}
