import type { Protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { isDraftId } from '../calls.ts'
import { type Outcome } from '../desk.ts'
import type { Picture } from '../desk/index.ts'
import { contentSecurityPolicy, PICTURE_POLICY } from '../hosting/pagePolicy.ts'
import { isImageSource } from '../text/url.ts'
import type { Assets } from '../hosting/assets.ts'
import { isOurs, SCHEME } from './origin.ts'

/** As the desk reads a picture of a draft. */
export type ReadImage = (id: string, name: string) => Promise<Outcome<Picture>>

/** To be called before the app is ready: what kind of scheme ours is cannot be said later. */
export function setupScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the built page and the pictures of drafts, and nothing else that is on the disk. */
export function setupProtocol(
  protocol: Pick<Protocol, 'handle'>,
  assets: Promise<Assets>,
  readImage: ReadImage,
): void {
  protocol.handle(SCHEME, async ({ url, method }) => {
    if (!isOurs(url)) return refusal(403)
    if (method !== 'GET' && method !== 'HEAD') return refusal(405)
    const path = decoded(new URL(url).pathname)
    if (path === null) return refusal(400)
    try {
      return (await asset(await assets, path)) ?? (await picture(readImage, path)) ?? refusal(404)
    } catch {
      return refusal(500)
    }
  })
}

/** Decoded once, and never again: `%252e` stays `%2e`, a name that nothing has. */
function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}

async function asset(assets: Assets, path: string): Promise<Response | null> {
  const found = assets.get(path === '/' ? '/index.html' : path)
  return found === undefined ? null : answer(await readFile(found.file), found.mime)
}

async function picture(readImage: ReadImage, path: string): Promise<Response | null> {
  const [, id, name] = /^\/drafts\/([^/]+)\/images\/([^/]+)$/.exec(path) ?? []
  if (id === undefined || name === undefined || !isDraftId(id) || !isImageSource(`images/${name}`))
    return null
  const image = await readImage(id, name)
  return image.ok ? answer(image.value.bytes, image.value.mime, PICTURE_POLICY) : null
}

function answer(bytes: Uint8Array, mime: string, policy = PAGE_POLICY): Response {
  const headers = { ...HEADERS, 'content-type': mime, 'content-security-policy': policy }
  return new Response(new Uint8Array(bytes), { headers })
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: HEADERS })
}

const PAGE_POLICY = contentSecurityPolicy()

const HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
} as const
