import { symlink, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../src/hosting/pagePolicy.ts'
import { readBuiltPage } from '../../src/hosting/builtPage.ts'
import { MAX_BODY_BYTES } from '../../src/web/deskCalls.ts'
import { newToken } from '../../src/web/savedAddress.ts'
import { article, tempFolder, value } from '../desk/library.ts'
import { png } from '../desk/pictures.ts'
import { ask, serve, smallPage, valueIn } from './served.ts'

describe('the printed address', () => {
  it('sets a cookie and redirects to the page without the token', async () => {
    const { host, port } = await serve()
    expect(host.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
    const answer = await ask(port, host.address.slice(host.address.indexOf('/?')))
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toMatch(/^\/#key=[\w-]{43}$/)
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^galley-${String(port)}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
      ),
    ])
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('gives out three secrets, none of which can be taken for another', async () => {
    const { host, cookie, key } = await serve()
    const token = new URL(host.address).searchParams.get('token') ?? ''
    const [, value = ''] = cookie.split('=')
    expect(new Set([token, value, key]).size).toBe(3)
    for (const secret of [token, value, key]) expect(secret).toMatch(/^[\w-]{43}$/)
    const { port } = await serve()
    for (const guess of [value, key]) expect((await ask(port, `/?token=${guess}`)).status).toBe(401)
  })

  it('is not found by guessing: no guess is answered differently, however close', async () => {
    const { host, port } = await serve()
    const token = new URL(host.address).searchParams.get('token') ?? ''
    const guesses = Array.from({ length: 300 }, (_none, index) =>
      index < 43 ? `${token.slice(0, index)}${'-'.repeat(43 - index)}` : newToken(),
    ).filter((guess) => guess !== token)
    const answers = new Set<string>()
    for (const guess of guesses) {
      const { status, body, headers } = await ask(port, `/?token=${guess}`)
      answers.add(JSON.stringify([status, body, headers['set-cookie'] ?? null]))
    }
    expect(answers.size).toBe(1)
    expect([...answers][0]).toMatch(/^\[401,/)
  })

  it('is refused and sets no cookie if its token is another one', async () => {
    const { port } = await serve()
    for (const query of ['token=', 'token=x', `token=${'A'.repeat(43)}`, 'tokens=1', '']) {
      const answer = await ask(port, `/?${query}`)
      expect(answer.status).toBe(401)
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  })
})

describe('the page', () => {
  it('has headers that forbid loading from elsewhere and framing', async () => {
    const { port, cookie } = await serve()
    const policy = contentSecurityPolicy([`ws://127.0.0.1:${String(port)}`])
    const headers = { cookie, host: `127.0.0.1:${String(port)}` }
    const answer = await ask(port, '/', { headers })
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('<title>Galley</title>')
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-cache',
    })
    for (const directive of [
      "default-src 'none'",
      "script-src 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ])
      expect(policy.split('; ')).toContain(directive)
    expect(policy).not.toMatch(/script-src[^;]*unsafe|\*|http:/)
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('has its files served with their types', async () => {
    const { port, cookie } = await serve()
    const script = await ask(port, '/assets/index-abc.js', { headers: { cookie } })
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(script.headers['cache-control']).toContain('immutable')
    const style = await ask(port, '/assets/style-abc.css', { headers: { cookie } })
    expect(style.headers['content-type']).toBe('text/css; charset=utf-8')
  })

  it.each([
    '/secret.key',
    '/../package.json',
    '/assets/../secret.key',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%5c..%5cpackage.json',
    '/assets/%00',
    '//etc/passwd',
    '/assets/',
    '/index.html/',
    '/%',
    '/__proto__',
    'http://127.0.0.1/index.html',
  ])('is all that is served: no path reaches the disk (%s)', async (path) => {
    const { port, cookie } = await serve()
    expect((await ask(port, path, { headers: { cookie } })).status).toBe(404)
  })

  it('is read at the start, without following links in its folder', async () => {
    const folder = await smallPage()
    const outside = await tempFolder()
    await writeFile(join(outside, 'a.js'), 'x')
    await symlink(join(outside, 'a.js'), join(folder, 'a.js'))
    await symlink(outside, join(folder, 'more'))
    expect([...(await readBuiltPage(folder)).keys()].sort()).toEqual(
      ['/', '/assets/index-abc.js', '/assets/style-abc.css', '/index.html'].sort(),
    )
  })

  it('is reported if it is not built', async () => {
    await expect(readBuiltPage(await tempFolder())).rejects.toThrow('npm run build')
    await expect(readBuiltPage('/no/such/folder')).rejects.toThrow('no built page')
  })
})

describe('a request without the cookie', () => {
  it('is refused for the page, pictures and calls', async () => {
    const { port, origin, desk } = await serve()
    const { id } = value(await desk.createDraft(article('Tram'))).summary
    const headers = { origin, 'content-type': 'application/json' }
    for (const cookie of [
      '',
      `galley-${String(port)}=`,
      'galley-1=x',
      `galley-${String(port)}=${'A'.repeat(43)}`,
    ]) {
      for (const path of ['/', '/assets/index-abc.js', `/drafts/${id}/images/x.png`])
        expect((await ask(port, path, { headers: { cookie } })).status).toBe(401)
      const call = await ask(port, '/desk/library', {
        method: 'POST',
        headers: { ...headers, cookie },
        body: '[]',
      })
      expect(call.status).toBe(401)
    }
  })
})

describe('a Host header', () => {
  it.each([
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost.evil.example:PORT',
    '[::1]:PORT',
    '0.0.0.0:PORT',
  ])('is refused if DNS rebinding could have set it: %s', async (host) => {
    const { port, cookie, call } = await serve()
    const named = host.replace('PORT', String(port))
    expect((await ask(port, '/', { headers: { cookie, host: named } })).status).toBe(421)
    const answer = await call('library', [], { host: named, origin: `http://${named}` })
    expect(answer.status).toBe(421)
  })

  it('is accepted if it is localhost', async () => {
    const { port, cookie, call } = await serve()
    const host = `localhost:${String(port)}`
    expect((await ask(port, '/', { headers: { cookie, host } })).status).toBe(200)
    expect((await call('library', [], { host, origin: `http://${host}` })).status).toBe(200)
  })
})

describe('another page in this browser', () => {
  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'http://localhost:PORT' },
    { origin: 'https://127.0.0.1:PORT' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'none' },
  ])('cannot call the desk: %j', async (headers) => {
    const { port, call, desk } = await serve()
    const named = Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [name, text.replace('PORT', String(port))]),
    )
    expect((await call('createDraft', [article('Evil')], named)).status).toBe(403)
    expect(value(await desk.library()).drafts).toEqual([])
  })

  it('cannot call the desk without an origin, by a form, or by GET', async () => {
    const { port, cookie, call, origin } = await serve()
    const headers = { cookie, 'content-type': 'application/json' }
    expect((await ask(port, '/desk/library', { method: 'POST', headers, body: '[]' })).status).toBe(403)
    for (const type of ['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded', ''])
      expect((await call('library', '[]', { 'content-type': type })).status).toBe(415)
    expect((await ask(port, '/desk/library', { headers: { cookie } })).status).toBe(404)
    for (const method of ['OPTIONS', 'PUT', 'DELETE'])
      expect((await ask(port, '/desk/library', { method, headers: { cookie, origin } })).status).toBe(405)
  })

  it('cannot load files, although the browser sends the cookie from another port', async () => {
    const { port, cookie } = await serve()
    const headers = { cookie, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }
    expect((await ask(port, '/assets/index-abc.js', { headers })).status).toBe(403)
  })
})

describe('calls', () => {
  it('return the desk’s outcome, bytes included, and forbid caching', async () => {
    const { call } = await serve()
    const made = await call('createDraft', [article('The night tram', 'It leaves.')])
    expect(made.status).toBe(200)
    expect(made.headers['cache-control']).toBe('no-store')
    const draft = valueIn(made) as { value: { summary: { id: string }; revision: string } }
    const { id } = draft.value.summary
    const added = await call('addImage', [id, 'tram.png', png(3, 2)])
    expect(valueIn(added)).toMatchObject({ ok: true, value: { width: 3, height: 2 } })
    const exported = valueIn(await call('exportDraft', [id, 'json']))
    expect(exported).toMatchObject({ ok: true, value: { name: 'the-night-tram.json' } })
    expect((exported as { value: { bytes: unknown } }).value.bytes).toBeInstanceOf(Uint8Array)
    const stale = await call('saveDraft', [id, article('Other'), '0'.repeat(64)])
    expect(valueIn(stale)).toMatchObject({ ok: false, problem: { code: 'changed-outside' } })
  })

  it.each([
    ['openDraft', ['../x'], 400],
    ['openDraft', [], 400],
    ['openDraft', ['a', 'b'], 400],
    ['openDraft', [7], 400],
    ['library', [1], 400],
    ['addImage', ['tram', 'x.png', 'no bytes'], 400],
    ['writeSettings', [null], 400],
    ['openDraft', '{"0":"tram"}', 400],
    ['openDraft', '["tram"', 400],
    ['addImage', '["tram","x.png",{"$bytes":"?"}]', 400],
    ['', [], 404],
    ['close', [], 404],
    ['readImage', ['tram', 'x'], 404],
    ['swept', [], 404],
    ['constructor', [], 404],
    ['__proto__', [], 404],
    ['library/', [], 404],
    ['saveFile', [], 404],
  ])('are refused before they reach the desk if they are invalid: %s %j', async (name, values, status) => {
    const { call } = await serve()
    expect((await call(name, values)).status).toBe(status)
  })

  it.each([
    ['no frame at all', Uint8Array.of(1, 2)],
    ['a head longer than the body', Uint8Array.of(255, 255, 255, 255, 91, 93)],
    ['JSON under the type of a frame', new TextEncoder().encode('["tram","x.png",{"$bytes":0}]')],
  ])('are refused if their body cannot be read: %s', async (_what, body) => {
    const { port, cookie, origin, page } = await serve()
    const type = { 'content-type': 'application/octet-stream' }
    const headers = { cookie, origin, 'x-galley-page': page.id, ...type }
    expect((await ask(port, '/desk/addImage', { method: 'POST', headers, body })).status).toBe(400)
  })

  it('are refused by a length that is too large, and cut off if they state none', async () => {
    const { call, port, cookie, origin } = await serve()
    const declared = await call('createDraft', '', { 'content-length': '999999999' }).catch(() => null)
    expect(declared?.status).toBe(413)
    const sent = await new Promise<number>((cutOff) => {
      const socket = connect(port, '127.0.0.1', () => {
        const head = [
          'POST /desk/createDraft HTTP/1.1',
          `Host: 127.0.0.1:${String(port)}`,
          `Origin: ${origin}`,
          `Cookie: ${cookie}`,
          'Content-Type: application/json',
          'Transfer-Encoding: chunked',
        ]
        socket.write(`${head.join('\r\n')}\r\n\r\n`)
        const chunk = Buffer.concat([
          Buffer.from('100000\r\n'),
          Buffer.alloc(0x100000, 32),
          Buffer.from('\r\n'),
        ])
        const writeChunks = (): void => {
          while (!socket.destroyed && socket.write(chunk));
        }
        socket.on('drain', writeChunks)
        writeChunks()
      })
      // The host closes the connection while the client still writes, so the answer may never be read.
      socket.on('error', () => undefined)
      socket.on('close', () => {
        cutOff(socket.bytesWritten)
      })
    })
    expect(sent).toBeLessThan(MAX_BODY_BYTES + 16 * 1024 * 1024)
    expect((await call('library', [])).status).toBe(200)
  })
})

describe('a draft’s picture', () => {
  it('is served with its own type and a sandbox policy', async () => {
    const { port, cookie, desk } = await serve()
    const { id } = value(await desk.createDraft(article('밤의 전차'))).summary
    const { src } = value(await desk.addImage(id, 'tram.png', png(3, 2)))
    const answer = await ask(port, `/drafts/${encodeURIComponent(id)}/${src}`, { headers: { cookie } })
    expect(answer.status).toBe(200)
    expect(answer.bytes).toEqual(png(3, 2))
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox') as string,
    })
  })

  it.each([
    'ID/images/../article.json',
    'ID/images/..%2farticle.json',
    'ID/images/%2e%2e%2farticle.json',
    'ID/images/%252e%252e%252farticle.json',
    'ID/images/..%5carticle.json',
    'ID/images/%00.png',
    'ID/images/%',
    'ID/images/',
    'ID/article.json',
    'ID/images/a/b.png',
    '../images/x.png',
    '..%2f..%2fetc/images/passwd',
    'ID/images/nope.png',
  ])('is served by its bare name only: %s', async (path) => {
    const { port, cookie, desk } = await serve()
    const { id } = value(await desk.createDraft(article('Tram'))).summary
    const answer = await ask(port, `/drafts/${path.replace('ID', id)}`, { headers: { cookie } })
    expect(answer.status).toBe(404)
  })
})

describe('other machines', () => {
  it('cannot connect', async () => {
    const { port } = await serve()
    const outward = Object.values(networkInterfaces())
      .flat()
      .filter((face) => face !== undefined && !face.internal && face.family === 'IPv4')
    const own = outward.map((face) => face?.address ?? '')
    for (const address of [...own, '127.0.0.2']) {
      const reached = await new Promise<boolean>((tried) => {
        const socket = connect({ port, host: address, timeout: 1000 })
        const end = (answer: boolean) => () => {
          socket.destroy()
          tried(answer)
        }
        socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false))
      })
      expect(reached, address).toBe(false)
    }
  })
})
