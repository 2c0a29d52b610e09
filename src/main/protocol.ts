import type { Protocol } from 'electron'
import { APP_SCHEME } from '../contract/host/documents.ts'
import type { BuiltPage } from '../hosting/builtPage.ts'
import { draftPicture, type ReadImage } from '../hosting/draftPicture.ts'
import { contentSecurityPolicy, PICTURE_POLICY } from '../hosting/pagePolicy.ts'
import { isPageAddress } from './origin.ts'

/** Declares our scheme a standard and secure one. Must be called before the app is ready. */
export function setupScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/**
 * Serves `galley://app/`: the files of the built page, and pictures of drafts at `/drafts/ID/images/NAME`. Nothing else on
 * the disk has an address.
 */
export function setupProtocol(
  protocol: Pick<Protocol, 'handle'>,
  page: Promise<BuiltPage>,
  readImage: ReadImage,
): void {
  protocol.handle(APP_SCHEME, async ({ url, method }) => {
    if (!isPageAddress(url)) return refusal(403)
    if (method !== 'GET' && method !== 'HEAD') return refusal(405)
    const { pathname } = new URL(url)
    if (!canBeDecoded(pathname)) return refusal(400)
    try {
      return (
        fileResponse(await page, pathname) ?? (await pictureResponse(readImage, pathname)) ?? refusal(404)
      )
    } catch {
      return refusal(500)
    }
  })
}

function canBeDecoded(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}

function fileResponse(page: BuiltPage, path: string): Response | null {
  const file = page.get(path)
  return file === undefined ? null : response(file.bytes, file.mime, PAGE_POLICY)
}

async function pictureResponse(readImage: ReadImage, path: string): Promise<Response | null> {
  const picture = await draftPicture(readImage, path)
  return picture === null ? null : response(new Uint8Array(picture.bytes), picture.mime, PICTURE_POLICY)
}

function response(bytes: Uint8Array<ArrayBuffer>, mime: string, policy: string): Response {
  const headers = { ...HEADERS, 'content-type': mime, 'content-security-policy': policy }
  return new Response(bytes, { headers })
}

/** Returns an empty response with an HTTP status. */
function refusal(status: number): Response {
  return new Response(null, { status, headers: HEADERS })
}

const PAGE_POLICY = contentSecurityPolicy()

/** The headers of every response. */
const HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
} as const
