import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Protocol } from 'electron'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done, problem } from '../../src/desk.ts'
import { readBuiltPage } from '../../src/hosting/builtPage.ts'
import { contentSecurityPolicy } from '../../src/hosting/pagePolicy.ts'
import { setupProtocol } from '../../src/main/protocol.ts'

type Handler = Parameters<Protocol['handle']>[1]

let folder = ''
let handler: Handler
/** Pictures that the desk was asked for, as `draft/name`. */
const requested: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-protocol-'))
  await mkdir(join(folder, 'page', 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'a secret')
  await writeFile(join(folder, 'page', 'index.html'), '<title>Galley</title>')
  await writeFile(join(folder, 'page', 'assets', 'app.js'), 'void 0')
  await symlink(join(folder, 'secret.txt'), join(folder, 'page', 'link.txt')).catch(() => undefined)
  const protocol: Pick<Protocol, 'handle'> = {
    handle: (scheme, registered) => {
      expect(scheme).toBe('galley')
      handler = registered
    },
  }
  setupProtocol(protocol, readBuiltPage(join(folder, 'page')), (id, name) => {
    requested.push(`${id}/${name}`)
    const found = name === 'a1.png'
    return Promise.resolve(
      found
        ? done({ bytes: new Uint8Array([1, 2]), mime: 'image/png' })
        : problem('not-found', 'no', 'yes', 'do'),
    )
  })
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** Sends a request as Chromium does: the address is not normalized by a URL parser first. */
async function get(url: string, method = 'GET'): Promise<Response> {
  return await handler({ url, method } as Parameters<Handler>[0])
}

describe('the page', () => {
  test('is served at the root with the content security policy', async () => {
    const answer = await get('galley://app/')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('<title>Galley</title>')
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy())
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  test('is served with its scripts’ own type', async () => {
    const answer = await get('galley://app/assets/app.js')
    expect(answer.headers.get('content-type')).toContain('javascript')
  })
})

describe('a picture of a draft', () => {
  test('is read by the desk and served with a sandbox policy', async () => {
    const answer = await get('galley://app/drafts/a-draft/images/a1.png')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  })

  test('is a 404 if the desk has none of that name', async () => {
    expect((await get('galley://app/drafts/a-draft/images/none.png')).status).toBe(404)
  })
})

describe('the protocol', () => {
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/%252e%252e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/%5c%5chost%5cshare',
    '//host/share',
    '/assets/%00app.js',
    '/assets/app.js%00.png',
    '/link.txt',
    '/assets',
    '/assets/',
    '/INDEX.HTML',
    '/c:/windows/win.ini',
    '/file:///etc/passwd',
  ])
    test(`does not serve ${path}`, async () => {
      expect((await get(`galley://app${path}`)).status).toBe(404)
    })

  for (const path of [
    '/drafts/..%2f..%2fetc/images/a1.png',
    '/drafts/%2e%2e/images/a1.png',
    '/drafts/a-draft/images/..%2farticle.json',
    '/drafts/a-draft/images/%2e%2e',
    '/drafts/a-draft/images/.hidden.png',
    '/drafts/a-draft/images/a%5c..%5cb.png',
    '/drafts/a-draft/images/a%00.png',
    '/drafts/a-draft/article.json',
  ])
    test(`does not serve ${path}, nor ask the desk for it`, async () => {
      const before = requested.length
      expect((await get(`galley://app${path}`)).status).toBe(404)
      expect(requested).toHaveLength(before)
    })

  test('refuses an address that cannot be decoded', async () => {
    expect((await get('galley://app/%E0%A4%A')).status).toBe(400)
  })

  test('refuses another host of its scheme', async () => {
    expect((await get('galley://evil/index.html')).status).toBe(403)
  })

  test('refuses a method that would change something', async () => {
    expect((await get('galley://app/', 'POST')).status).toBe(405)
  })
})
