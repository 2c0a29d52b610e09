import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DESK_CALLS, HOST_CALLS } from '../../../src/calls.ts'
import { PAGE_ORIGIN } from '../../standin/contract.ts'
import type { Standin } from '../../standin/start.ts'
import { giveBack, shareBrowser } from '../rig/sharedBrowser.ts'
import { Desktop } from '../rig/desktop.ts'

/**
 * Points of Electron's security list (electronjs.org/docs/latest/tutorial/security) that the running app shows. 16 (a current
 * Electron) and 19 (fuses) concern the package; frames of players are in tests/main/security.test.ts.
 */

let browser: Browser
let desktop: Desktop
let app: Standin
let page: Page
let windowId = 0
/** Addresses that the page has requested. */
const requested: string[] = []

beforeAll(async () => {
  browser = await shareBrowser()
  desktop = new Desktop(browser, await mkdtemp(join(tmpdir(), 'galley-security-')))
  await desktop.start()
  app = desktop.app
  page = desktop.galley.page
  page.on('request', (request) => requested.push(request.url()))
  windowId = (await app.app.windows())[0]?.id ?? 0
})

afterAll(async () => {
  await desktop.end()
  await giveBack(browser)
  await rm(desktop.folder, { recursive: true, force: true })
})

async function webPreferences(): Promise<Record<string, unknown>> {
  const [state] = await app.app.windows()
  return (state?.options.webPreferences ?? {}) as Record<string, unknown>
}

/** Returns the addresses that were opened outside the app. */
async function openedOutside(): Promise<readonly unknown[]> {
  return (await app.notes('shell.openExternal')).flatMap(({ values }) => values)
}

/** Waits until the app has been asked about a window for this address. Returns its decision. */
async function windowDecision(url: string): Promise<unknown> {
  const decision = async (): Promise<unknown> =>
    (await app.notes('webContents.windowOpen')).find(({ values }) => values[0] === url)?.values[1]
  await expect.poll(decision).toBeDefined()
  return decision()
}

/** Puts a link into the page, above everything. */
async function addLink(id: string, href: string, onClick = ''): Promise<void> {
  await page.evaluate(
    ([name = '', address = '', opened = '']) => {
      const link = document.createElement('a')
      Object.assign(link, { id: name, textContent: name })
      link.style.cssText = 'position: fixed; top: 0; left: 0; z-index: 99999'
      if (opened === '') link.href = address
      else
        link.addEventListener('click', () => {
          window.open(opened)
        })
      document.body.append(link)
    },
    [id, href, onClick],
  )
}

describe('the page', () => {
  test('loads nothing but the app’s own addresses (1)', async () => {
    await page.reload()
    await desktop.galley.button('New draft').first().waitFor()
    expect(requested).toContain(`${PAGE_ORIGIN}/`)
    const isOwn = (url: string): boolean => url.startsWith(`${PAGE_ORIGIN}/`) || url.startsWith('data:')
    expect(requested.filter((url) => !isOwn(url))).toEqual([])
    expect(app.requests).toEqual([])
  })

  test('has no Node (2)', async () => {
    expect(await webPreferences()).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    })
    const types = await page.evaluate(() =>
      ['require', 'process', 'Buffer', 'global'].map((name) => name in window),
    )
    expect(types).toEqual([false, false, false, false])
  })

  test('is isolated from the preload script (3)', async () => {
    expect(await webPreferences()).toMatchObject({ contextIsolation: true })
    const found = await page.evaluate(() =>
      ['galleySend', 'galleyReceive', 'ipcRenderer', 'electron'].filter((name) => name in window),
    )
    expect(found).toEqual([])
  })

  test('is sandboxed (4)', async () => {
    expect(await webPreferences()).toMatchObject({ sandbox: true })
    expect(await app.notes('app.enableSandbox')).toHaveLength(1)
  })

  test('is granted no permission, no device and no download (5)', async () => {
    for (const name of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'fullscreen',
    ])
      expect(await app.app.permission(name), name).toEqual({
        request: false,
        check: false,
        device: false,
        display: null,
        bluetooth: { confirmed: false },
      })
    expect(await app.app.downloading(windowId, `${PAGE_ORIGIN}/index.html`, 'index.html')).toBe(false)
  })

  test('has web security, and no insecure content, experiments or Blink features (6, 8, 9, 10)', async () => {
    const preferences = await webPreferences()
    expect(preferences).toMatchObject({
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    })
    expect(preferences.enableBlinkFeatures).toBeUndefined()
  })

  test('has a content security policy, which stops a script in the page (7)', async () => {
    const response = await app.app.respond({ url: 'galley://app/', method: 'GET', headers: {}, body: null })
    const policy = response?.headers['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|frame-src[^;]* https:(?: |;|$)/)
    const ran = await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.ran = true'
      document.head.append(script)
      return 'ran' in window
    })
    expect(ran).toBe(false)
  })

  test('embeds no guest (11, 12)', async () => {
    expect(await webPreferences()).toMatchObject({ webviewTag: false })
    expect(await app.app.emitOnContents(windowId, 'will-attach-webview', {}, {})).toBe(true)
  })

  test('does not leave the app, and is not redirected (13)', async () => {
    app.site('https://evil.example', '<h1>Evil</h1>')
    await page.evaluate(() => {
      window.location.href = 'https://evil.example/'
    })
    await expect.poll(openedOutside).toEqual(['https://evil.example/'])
    expect(page.url().split('#')[0]).toBe(`${PAGE_ORIGIN}/`)
    expect(app.requests).toEqual([])
    for (const isMainFrame of [true, false]) {
      expect(await app.app.redirecting(windowId, { url: 'https://evil.example/', isMainFrame })).toBe(true)
      expect(await app.app.navigating(windowId, { url: 'https://evil.example/', isMainFrame })).toBe(true)
    }
    expect(await app.app.navigating(windowId, { url: 'file:///etc/passwd', isMainFrame: true })).toBe(true)
  })

  test('opens no window, and outside the app only a link that the writer opens (14)', async () => {
    await page.evaluate(() => {
      window.open('https://script.example/')
    })
    expect(await windowDecision('https://script.example/')).toBe('deny')
    await addLink('press', '', 'https://press.example/')
    await page.locator('#press').click()
    expect(await windowDecision('https://press.example/')).toBe('deny')
    await page.locator('#press').evaluate((link) => {
      link.remove()
    })
    await addLink('link', 'https://link.example/')
    await page.locator('#link').click({ modifiers: ['Control'] })
    expect(await windowDecision('https://link.example/')).toBe('deny')
    await expect.poll(openedOutside).toContain('https://link.example/')
    await expect.poll(() => page.context().pages().length).toBe(1)
    const popups = ['https://script.example/', 'https://press.example/']
    expect((await openedOutside()).filter((url) => popups.includes(String(url)))).toEqual([])
    await page.locator('#link').evaluate((link) => {
      link.remove()
    })
  })

  test('opens only addresses for a reader outside the app (15)', async () => {
    const before = (await openedOutside()).length
    const outcomes = await page.evaluate(async () => {
      const { galley } = window as unknown as {
        galley: { openExternal(url: string): Promise<{ ok: boolean }> }
      }
      const addresses = [
        'file:///etc/passwd',
        'javascript:alert(1)',
        'ms-msdt:x',
        '\\\\host\\share',
        'https://a.example/',
      ]
      return Promise.all(addresses.map(async (url) => (await galley.openExternal(url)).ok))
    })
    expect(outcomes).toEqual([false, false, false, false, true])
    expect((await openedOutside()).slice(before)).toEqual(['https://a.example/'])
  })

  test('lets no frame inside it reach the app (17)', async () => {
    const found = await page.evaluate(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const inside = frame.contentWindow !== null && 'galley' in frame.contentWindow
      frame.remove()
      return inside
    })
    expect(found).toBe(false)
    const reply = await app.app.invoke(windowId, 'https://evil.example/', 'desk:library', ['a', [0]])
    expect(JSON.stringify(reply)).toContain('"code","invalid"')
  })

  test('reads no file of the disk (18)', async () => {
    const isRefused = await page.evaluate(() =>
      fetch('file:///etc/passwd').then(
        () => false,
        () => true,
      ),
    )
    expect(isRefused).toBe(true)
    for (const path of ['%2e%2e/package.json', '..%2f..%2fmain/index.js', '%2e%2e%5cpackage.json']) {
      const response = await app.app.respond({
        url: `galley://app/${path}`,
        method: 'GET',
        headers: {},
        body: null,
      })
      expect(response?.status, path).toBe(404)
    }
    const elsewhere = await app.app.respond({
      url: 'galley://app.evil/',
      method: 'GET',
      headers: {},
      body: null,
    })
    expect(elsewhere?.status).toBe(403)
  })

  test('is given the calls of the contract and nothing of Electron (20)', async () => {
    const names = await page.evaluate(() => {
      const { galley } = window as unknown as { galley: object }
      return Object.entries(galley).map(([name, value]) => [name, typeof value])
    })
    const calls = [...Object.keys(DESK_CALLS), ...Object.keys(HOST_CALLS), 'onHostEvent']
    expect(names.sort()).toEqual(calls.map((name) => [name, 'function']).sort())
  })
})
