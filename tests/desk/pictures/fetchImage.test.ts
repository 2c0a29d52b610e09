import type { RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import { certificateAuthorities } from '../../../src/desk/web/authorities.ts'
import { fetchPicture } from '../../../src/desk/pictures/fetchImage.ts'
import { isPublicAddress, type Network } from '../../../src/desk/web/fetchWeb.ts'
import { TEST_CERTIFICATE, TEST_KEY } from './certificate.ts'
import { OPEN, testWebServers } from '../webServer.ts'

const serve = testWebServers()

describe('which addresses are on the public internet', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:4700::1111', '2a00:1450:4001::200e'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.31.255.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['224.0.0.1', '255.255.255.255', '198.18.0.1', '::1', '::', 'fe80::1', 'fc00::1', 'fd12::1'],
    ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', '2001:0:a00::1', 'ff02::1'],
    ...['2001:db8::1', 'localhost', ''],
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('a picture from the web', () => {
  it('comes with its name', async () => {
    const origin = await serve((request, response) => {
      expect(request.headers.cookie).toBeUndefined()
      response.end(Buffer.from([1, 2, 3]))
    })
    const { name, bytes } = await fetchPicture(`${origin}/2026/pier.jpg?w=9`, OPEN)
    expect(name).toBe('pier.jpg')
    expect([...bytes]).toEqual([1, 2, 3])
  })

  it('follows a few redirects, each checked', async () => {
    const origin = await serve((request, response) => {
      if (request.url === '/a') response.writeHead(302, { location: '/b.png' }).end()
      else response.end('x')
    })
    expect((await fetchPicture(`${origin}/a`, OPEN)).name).toBe('b.png')
  })

  it.each([
    'http://169.254.169.254/latest',
    'file:///etc/passwd',
    'ftp://a.example/x',
    'http://[::1]/',
    'http://u:p@a.example/',
  ])('is not followed to %s', async (location) => {
    const origin = await serve((_request, response) => response.writeHead(302, { location }).end())
    await expect(fetchPicture(`${origin}/`, OPEN)).rejects.toThrow('was not fetched')
  })

  it('ends a ring of redirects', async () => {
    const origin = await serve((_request, response) => response.writeHead(302, { location: '/' }).end())
    await expect(fetchPicture(`${origin}/`, OPEN)).rejects.toThrow('without end')
  })

  it('is not asked of this machine or its network', async () => {
    let asked = 0
    const origin = await serve((_request, response) => {
      asked += 1
      response.end('secret')
    })
    const { port } = new URL(origin)
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '0'])
      await expect(fetchPicture(`http://${host}:${port}/`)).rejects.toThrow('not on the public internet')
    expect(asked).toBe(0)
  })

  it('is refused when one of a name’s addresses is private, whatever the others are', async () => {
    const network: Network = {
      lookup: ((_name: string, _options: object, callback: (error: null, found: object[]) => void) => {
        callback(null, [
          { address: '93.184.216.34', family: 4 },
          { address: '10.0.0.7', family: 4 },
        ])
      }) as unknown as Exclude<Network['lookup'], undefined>,
    }
    await expect(fetchPicture('http://rebind.example/x.png', network)).rejects.toThrow(
      'not on the public internet',
    )
  })

  it('is refused above its size, told or not', async () => {
    const told = await serve((_request, response) =>
      response.writeHead(200, { 'content-length': '999' }).end(),
    )
    await expect(fetchPicture(told, { ...OPEN, maxBytes: 100 })).rejects.toThrow('larger')
    const untold = await serve((_request, response) => {
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64)));
        response.once('drain', pour)
      }
      pour()
    })
    await expect(fetchPicture(untold, { ...OPEN, maxBytes: 1000 })).rejects.toThrow('larger')
  })

  it('gives a silent server up', async () => {
    const origin = await serve(() => undefined)
    await expect(fetchPicture(origin, { ...OPEN, timeoutMs: 150 })).rejects.toThrow('took too long')
  })

  it('says what the server said', async () => {
    const origin = await serve((_request, response) => response.writeHead(404).end())
    await expect(fetchPicture(origin, OPEN)).rejects.toThrow('answered 404')
  })
})

describe('a picture over https', () => {
  /** A server on this machine with a certificate that only {@link TEST_CERTIFICATE} vouches for. */
  async function serveSecurely(): Promise<string> {
    const answer: RequestListener = (_request, response) => response.end('x')
    return `${await serve(answer, { key: TEST_KEY, cert: TEST_CERTIFICATE })}/pier.jpg`
  }

  it('comes from a server that an authority of the operating system vouches for', async () => {
    const lists = {
      getCACertificates: (type?: string) => (type === 'system' ? [TEST_CERTIFICATE] : []),
    }
    const network = { ...OPEN, authorities: () => certificateAuthorities(lists) }
    expect((await fetchPicture(await serveSecurely(), network)).name).toBe('pier.jpg')
  })

  it('does not come from a server that nobody vouches for', async () => {
    const address = await serveSecurely()
    await expect(fetchPicture(address, OPEN)).rejects.toThrow('was not fetched')
    await expect(fetchPicture(address, { ...OPEN, authorities: () => undefined })).rejects.toThrow()
  })

  it('trusts Node’s own authorities besides the system’s, and those alone where there is no other list', () => {
    const lists = { getCACertificates: (type?: string) => [`${type ?? ''} certificate`, 'shared'] }
    expect(certificateAuthorities(lists)).toEqual(['default certificate', 'shared', 'system certificate'])
    expect(certificateAuthorities({})).toBeUndefined()
    const failing = {
      getCACertificates: () => {
        throw new Error('no store')
      },
    }
    expect(certificateAuthorities(failing)).toBeUndefined()
  })
})
