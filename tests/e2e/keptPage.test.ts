import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { giveBack, shareBrowser } from './rig/sharedBrowser.ts'
import { KeptPage } from './rig/keptPage.ts'

/** The page that tests use one after the other: nothing of one test is left for the next. */

const HTML =
  '<!doctype html><link rel="stylesheet" href="/page.css"><title>Kept</title><button>Press</button>'

let browser: Browser
let server: Server
let address: string
let kept: KeptPage

beforeAll(async () => {
  browser = await shareBrowser()
  server = createServer(({ url }, response) => {
    response.setHeader('Content-Type', url === '/page.css' ? 'text/css' : 'text/html')
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
    response.end(url === '/page.css' ? 'button { color: red }' : HTML)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`
})
afterAll(async () => {
  await giveBack(browser)
  server.close()
})
beforeEach(() => {
  kept = new KeptPage(browser, { viewport: { width: 800, height: 600 }, locale: 'en-GB' })
})
afterEach(async () => {
  await kept.close()
})

const open = (onPage: (page: Page) => void = () => undefined): Promise<Page> => kept.open(address, onPage)

/** Everything that a test can leave behind, read with keys and mouse as they are. */
async function traces(page: Page): Promise<unknown> {
  await page.evaluate(() => {
    document.addEventListener('keydown', ({ shiftKey }) => Object.assign(window, { isShifted: shiftKey }))
    document.addEventListener('mousemove', ({ buttons }) => Object.assign(window, { pressed: buttons }))
  })
  await page.keyboard.press('a')
  await page.mouse.move(300, 300)
  return page.evaluate(async () => ({
    cookies: document.cookie,
    stored: localStorage.length + sessionStorage.length,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    name: window.name,
    history: history.length,
    left: 'left' in window,
    isShifted: Reflect.get(window, 'isShifted') as unknown,
    pressed: Reflect.get(window, 'pressed') as unknown,
    size: [innerWidth, innerHeight],
    isDark: matchMedia('(prefers-color-scheme: dark)').matches,
    isStill: matchMedia('(prefers-reduced-motion: reduce)').matches,
    isPrinted: matchMedia('print').matches,
    isForced: matchMedia('(forced-colors: active)').matches,
    isOnline: navigator.onLine,
    permission: (await navigator.permissions.query({ name: 'geolocation' })).state,
    hovered: document.querySelectorAll(':hover').length,
  }))
}

/** Leaves behind what a test can. */
async function litter(page: Page): Promise<void> {
  await page.evaluate(async () => {
    document.cookie = 'left=1'
    localStorage.setItem('left', '1')
    sessionStorage.setItem('left', '1')
    window.name = 'left'
    Object.assign(window, { left: true })
    await caches.open('left')
    await new Promise((resolve) => {
      indexedDB.open('left').onsuccess = resolve
    })
    history.pushState(null, '', '#left')
    window.addEventListener('beforeunload', (event) => {
      event.preventDefault()
    })
  })
  page.on('dialog', (dialog) => void dialog.dismiss())
  await page.getByRole('button').click()
  await page.context().newPage()
  await page.setViewportSize({ width: 500, height: 400 })
  await page.emulateMedia({
    media: 'print',
    colorScheme: 'dark',
    reducedMotion: 'reduce',
    forcedColors: 'active',
  })
  await page.context().grantPermissions(['geolocation'])
  await page.route('**/*', (route) => route.abort())
  await page.context().route('**/*', (route) => route.abort())
  await page.keyboard.down('Shift')
  await page.mouse.move(200, 200)
  await page.mouse.down()
  await page.context().setOffline(true)
}

test('starts each test as a new page would, in the same process', async () => {
  const page = await open()
  const fresh = await traces(page)
  await litter(page)
  await page.context().setOffline(false)
  await page.unrouteAll()
  await page.context().unrouteAll()
  await kept.leave(true)

  const again = await open()
  expect(again).toBe(page)
  expect(page.context().pages()).toEqual([page])
  expect(await traces(again)).toEqual(fresh)
})

test('tells a test of nothing that happened to another', async () => {
  const heard: string[] = []
  const page = await open((opened) => {
    opened.on('console', (message) => heard.push(message.text()))
  })
  await page.evaluate(() => {
    console.log('first')
  })
  await kept.leave(true)
  await (
    await open()
  ).evaluate(() => {
    console.log('second')
  })
  expect(heard).toEqual(['first'])
})

test.each([
  ['that a test failed on', () => Promise.resolve(null), false],
  ['that a test closed', (page: Page) => page.close(), true],
  ['that a test led elsewhere', (page: Page) => page.goto('about:blank'), true],
] as const)('opens a new page after one %s', async (_name, act, isReusable) => {
  const page = await open()
  await act(page)
  await kept.leave(isReusable)
  expect(page.isClosed()).toBe(true)
  expect(kept.port).toBe(0)
  expect(await (await open()).title()).toBe('Kept')
})
