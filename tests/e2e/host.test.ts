import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveBack, shareBrowser } from './rig/sharedBrowser.ts'
import { startHost, type Host } from './rig/host.ts'

let folder = ''
let host: Host
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-e2e-'))
  host = await startHost(join(folder, 'library'), join(folder, 'settings'))
  browser = await shareBrowser()
})

afterAll(async () => {
  await giveBack(browser)
  await host.stop()
  await rm(folder, { recursive: true, force: true })
})

test('opens Galley in a browser at the address that the host prints, without an error', async () => {
  const page = await browser.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })
  const answer = await page.goto(host.address)
  expect(answer?.status()).toBe(200)
  expect(await page.title()).toContain('Galley')
  await page.getByRole('button', { name: 'New draft' }).first().waitFor()
  expect(troubles).toEqual([])
  await page.close()
})

test('opens nothing at the address without its token', async () => {
  const stranger = await browser.newContext()
  const page = await stranger.newPage()
  const answer = await page.goto(new URL('/', host.address).origin)
  expect(answer?.status()).toBeGreaterThanOrEqual(400)
  await stranger.close()
})
