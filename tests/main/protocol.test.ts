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
const asked: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-protocol-'))
  await mkdir(join(folder, 'page', 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'a secret')
  await writeFile(join(folder, 'page', 'index.html'), '<title>Galley</title>')
  await writeFile(join(folder, 'page', 'assets', 'app.js'), 'void 0')
  await symlink(join(folder, 'secret.txt'), join(folder, 'page', 'link.txt')).catch(() => undefined)
  const protocol: Pick<Protocol, 'handle'> = {
    handle: (scheme, given) => {
      expect(scheme).toBe('galley')
      handler = given
    },
  }
  setupProtocol(protocol, readBuiltPage(join(folder, 'page')), (id, name) => {
    asked.push(`${id}/${name}`)
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

/** The request as Chromium would hand it over, its address untouched by a parser of ours. */
async function get(url: string, method = 'GET'): Promise<Response> {
  return await handler({ url, method } as Parameters<Handler>[0])
}

describe('the page', () => {
  test('is served at the root, under the policy', async () => {
    const answer = await get('galley://app/')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('<title>Galley</title>')
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy())
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  test('has its scripts served as scripts', async () => {
    const answer = await get('galley://app/assets/app.js')
    expect(answer.headers.get('content-type')).toContain('javascript')
  })
})

describe('a picture of a draft', () => {
  test('is served by the desk, and may do nothing by itself', async () => {
    const answer = await get('galley://app/drafts/a-draft/images/a1.png')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  })

  test('that is not there is 404', async () => {
    expect((await get('galley://app/drafts/a-draft/images/none.png')).status).toBe(404)
  })
})

describe('nothing else is served', () => {
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
    test(`not ${path}`, async () => {
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
    test(`not ${path}, and the desk is not even asked`, async () => {
      const before = asked.length
      expect((await get(`galley://app${path}`)).status).toBe(404)
      expect(asked).toHaveLength(before)
    })

  test('not an address that cannot be decoded', async () => {
    expect((await get('galley://app/%E0%A4%A')).status).toBe(400)
  })

  test('not to another host of the scheme', async () => {
    expect((await get('galley://evil/index.html')).status).toBe(403)
  })

  test('not by a method that would change something', async () => {
    expect((await get('galley://app/', 'POST')).status).toBe(405)
  })
})
