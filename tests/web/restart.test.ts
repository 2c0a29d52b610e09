import { createServer, type Server } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startHost } from '../../src/web/host.ts'
import { readBuiltPage } from '../../src/hosting/builtPage.ts'
import { newToken, openSavedAddress, type SavedAddress } from '../../src/web/savedAddress.ts'
import { deskOver, tempFolder } from '../desk/library.ts'
import { ask, connectPage, enter, smallPage, upgradeStatus } from './served.ts'

/** Starts hosts over one library as one process after the other does. */
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

/** Somebody else on a port. */
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
  it('is on the port it had, where the page’s cookie is still good', async () => {
    const { start } = await machine()
    const first = await start()
    const { cookie, origin } = await enter(first.address)
    await first.close()
    const second = await start()
    expect(second.address).toBe(first.address)
    expect(second.ports).toEqual([first.port])
    expect((await ask(second.port, '/', { headers: { cookie } })).status).toBe(200)
    const page = await connectPage(second.port, { cookie, origin })
    const headers = { cookie, origin, 'content-type': 'application/json', 'x-galley-page': page.id }
    expect((await ask(second.port, '/desk/library', { method: 'POST', headers, body: '[]' })).status).toBe(
      200,
    )
  })

  it('on another port serves the page that was left open on the old one, under all its checks', async () => {
    const { start } = await machine()
    const first = await start()
    const { cookie, origin } = await enter(first.address)
    await first.close()
    const free = await freePort()
    const second = await start(free)
    expect(second.address).toContain(`http://127.0.0.1:${String(free)}/`)
    expect(second.ports).toEqual([free, first.port])
    const old = first.port
    expect((await ask(old, '/', { headers: { cookie } })).status).toBe(200)
    await connectPage(old, { cookie, origin })

    // Each port is an origin of its own: neither cookie nor Host nor Origin of the other one is good there.
    const renamed = cookie.replace(String(old), String(free))
    expect((await ask(old, '/', { headers: { cookie: renamed } })).status).toBe(401)
    expect((await ask(free, '/', { headers: { cookie } })).status).toBe(401)
    expect((await ask(old, '/', { headers: { cookie, host: `127.0.0.1:${String(free)}` } })).status).toBe(421)
    const foreign = `http://127.0.0.1:${String(free)}`
    expect(await upgradeStatus(old, { cookie, origin: foreign })).toBe(403)
    const answer = await ask(old, '/', { headers: { cookie } })
    expect(answer.headers['content-security-policy']).toContain(
      `connect-src 'self' ws://127.0.0.1:${String(old)};`,
    )
  })

  it('finds a port where the old one is taken, and goes back to it later', async () => {
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

  it('does not start on a port that was asked for and is taken, and keeps nothing of it', async () => {
    const { folder, start } = await machine()
    const first = await start()
    const port = await freePort()
    await occupy(port)
    await expect(start(port)).rejects.toThrow('EADDRINUSE')
    expect((await openSavedAddress(folder)).ports).toEqual([first.port])
  })

  it('gives up all its ports when it closes', async () => {
    const { start } = await machine()
    const first = await start()
    await first.close()
    const second = await start(await freePort())
    await second.close()
    for (const port of second.ports) await occupy(port)
  })
})

describe('two hosts', () => {
  it('of two libraries take neither each other’s ports nor each other’s cookies', async () => {
    const [one, other] = [await machine(), await machine()]
    const first = await one.start()
    const mine = await enter(first.address)
    await first.close()
    const second = await other.start()
    expect(second.ports).not.toContain(first.port)
    await second.close()

    // Somebody insists on the first one's port for the second library.
    const insisting = await other.start(first.port)
    expect((await ask(insisting.port, '/', { headers: { cookie: mine.cookie } })).status).toBe(401)
    expect(await upgradeStatus(insisting.port, { cookie: mine.cookie, origin: mine.origin })).toBe(401)
    expect((await one.start()).ports).not.toContain(first.port)
  })

  it('of one library have one token, and a port each', async () => {
    const { start } = await machine()
    const [first, second] = [await start(), await start()]
    expect(second.port).not.toBe(first.port)
    expect(second.ports).toEqual([second.port])
    expect(tokenIn(second.address)).toBe(tokenIn(first.address))
  })
})

it('a token of one start is of no use in the next where it cannot be kept', async () => {
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

function tokenIn(address: string): string | null {
  return new URL(address).searchParams.get('token')
}

/** A port that nobody has, as far as the system knows. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen({ port: 0, host: '127.0.0.1' }, listening))
  const { port } = server.address() as { readonly port: number }
  await new Promise((closed) => server.close(closed))
  return port
}
