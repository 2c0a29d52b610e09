import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { DESK_CALLS, HOST_CALLS } from '../../../src/calls.ts'
import type { Standin } from '../../standin/start.ts'
import { launch } from '../rig/browser.ts'
import { Desktop } from '../rig/desktop.ts'

/**
 * Points of Electron's security list (electronjs.org/docs/latest/tutorial/security) that the running app shows. Permissions,
 * navigation and new windows (5, 13 to 15) are in tests/main/security.test.ts; 16 and 19 (fuses) concern the package.
 */

let browser: Browser
let desktop: Desktop
let app: Standin
let page: Page
let windowId = 0

beforeAll(async () => {
  browser = await launch(inject('browser'))
  desktop = new Desktop(browser, await mkdtemp(join(tmpdir(), 'galley-security-')))
  await desktop.start()
  app = desktop.app
  page = desktop.galley.page
  windowId = (await app.app.windows())[0]?.id ?? 0
})

afterAll(async () => {
  await desktop.end()
  await browser.close()
  await rm(desktop.folder, { recursive: true, force: true })
})

async function webPreferences(): Promise<Record<string, unknown>> {
  const [state] = await app.app.windows()
  return (state?.options.webPreferences ?? {}) as Record<string, unknown>
}

describe('the page', () => {
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
