import type { BrowserContext, Request, Route } from 'playwright-core'
import { isAppPage, type Chromium } from './chromium.ts'
import { appAddress, type AppSide } from './contract.ts'
import type { Remote } from './wire.ts'

/** What answers at an address outside the app: a page's HTML, or where it redirects to. */
export type Site = string | { readonly redirect: string }

/** The network as a test sets it up, by origin or address. Nothing else outside the app is reached. */
export class Sites {
  readonly #sites = new Map<string, Site>()
  /** The requests that left the app, with the headers that it gave them. */
  readonly requests: { readonly url: string; readonly headers: Readonly<Record<string, string>> }[] = []

  set(address: string, site: Site): void {
    this.#sites.set(address, site)
  }

  at(url: string): Site | undefined {
    return this.#sites.get(url) ?? this.#sites.get(new URL(url).origin)
  }
}

/** Responds to requests of the app's pages: to its own addresses by the app's protocol handler, others by the test's sites. */
export async function routeRequests(
  context: BrowserContext,
  chromium: Chromium,
  app: Remote<AppSide>,
  sites: Sites,
): Promise<void> {
  await context.route(/^https?:/, async (route) => {
    try {
      await answer(route, chromium, app, sites)
    } catch {
      // The page or the app has gone meanwhile.
      await route.abort().catch(() => undefined)
    }
  })
}

async function answer(route: Route, chromium: Chromium, app: Remote<AppSide>, sites: Sites): Promise<void> {
  const request = route.request()
  const url = request.url()
  const from = windowOf(request, chromium)
  if (request.isNavigationRequest() && from !== null && !(from.isMainFrame && chromium.isLoading(from.id))) {
    const navigation = { url, isMainFrame: from.isMainFrame }
    if (await app.navigating(from.id, navigation)) {
      await route.abort('aborted')
      return
    }
  }
  if (isAppPage(url)) await answerByApp(route, app)
  else await answerBySite(route, app, sites, from)
}

/** Returns the window and the frame that a request comes from; null if it is no window of the app. */
function windowOf(
  request: Request,
  chromium: Chromium,
): { readonly id: number; readonly isMainFrame: boolean } | null {
  try {
    const frame = request.frame()
    const id = chromium.idOf(frame.page())
    return id === null ? null : { id, isMainFrame: frame.parentFrame() === null }
  } catch {
    // A new window's first request has no frame yet.
    return null
  }
}

async function answerByApp(route: Route, app: Remote<AppSide>): Promise<void> {
  const request = route.request()
  const response = await app.respond({
    url: appAddress(request.url()),
    method: request.method(),
    headers: request.headers(),
    body: request.postDataBuffer(),
  })
  if (response === null) await route.abort('failed')
  else
    await route.fulfill({
      status: response.status,
      headers: { ...response.headers },
      body: Buffer.from(response.bytes),
    })
}

async function answerBySite(
  route: Route,
  app: Remote<AppSide>,
  sites: Sites,
  from: { readonly id: number; readonly isMainFrame: boolean } | null,
): Promise<void> {
  const url = route.request().url()
  const headers = await app.headersFor(url, route.request().headers())
  sites.requests.push({ url, headers })
  const site = sites.at(url)
  if (site === undefined) await route.abort('internetdisconnected')
  else if (typeof site === 'string')
    await route.fulfill({ status: 200, contentType: 'text/html', body: site })
  else if (
    from !== null &&
    (await app.redirecting(from.id, { url: site.redirect, isMainFrame: from.isMainFrame }))
  )
    await route.abort('aborted')
  else await route.fulfill({ status: 302, headers: { location: site.redirect } })
}
