import type { OnBeforeSendHeadersListenerDetails, Session, WebContents } from 'electron'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { playerOrigins, PROJECT_PAGE } from '../../src/hosting/players.ts'
import { setupPermissions } from '../../src/main/permissions.ts'
import { setupPlayerReferer } from '../../src/main/playerReferer.ts'
import { setupNavigation } from '../../src/main/windows/navigation.ts'
import { FakeApp, FakeContents, FakeSession } from './electron.ts'

const YOUTUBE = 'https://www.youtube-nocookie.com/embed/tEa4MidNigh'

describe('the Referer of a player', () => {
  type Headers = Readonly<Record<string, string>>

  /** Sets the listener up; returns its filter, and a function that sends headers through it. */
  function listening(): { filter: unknown; send: (headers: Headers) => Headers } {
    let filter: unknown
    let send: (headers: Headers) => Headers = (headers) => headers
    const webRequest = {
      onBeforeSendHeaders: (
        given: unknown,
        listener: (
          details: OnBeforeSendHeadersListenerDetails,
          respond: (response: { requestHeaders: Headers }) => void,
        ) => void,
      ) => {
        filter = given
        send = (requestHeaders) => {
          let sent: Headers = {}
          listener({ requestHeaders } as OnBeforeSendHeadersListenerDetails, (response) => {
            sent = response.requestHeaders
          })
          return sent
        }
      },
    }
    setupPlayerReferer({ webRequest } as unknown as Session)
    return { filter, send: (headers) => send(headers) }
  }

  test('is the project’s page, for the documents of all players and for nothing else', () => {
    const { filter, send } = listening()
    expect(filter).toEqual({ urls: playerOrigins.map((origin) => `${origin}/*`), types: ['subFrame'] })
    expect(send({ Accept: 'text/html' })).toEqual({ Accept: 'text/html', Referer: PROJECT_PAGE })
  })

  test('is the player’s own if it navigates by itself', () => {
    for (const name of ['Referer', 'referer'])
      expect(listening().send({ [name]: 'https://player.vimeo.com/' })).toEqual({
        [name]: 'https://player.vimeo.com/',
      })
  })

  test('is an https address, the homepage of the package', async () => {
    const text = await readFile(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')
    expect((JSON.parse(text) as { homepage: string }).homepage).toBe(PROJECT_PAGE)
    expect(new URL(PROJECT_PAGE).protocol).toBe('https:')
  })
})

describe('full screen', () => {
  /** Returns the answers to a request and to a check for full screen from a frame. */
  function answers(
    requestingUrl: string,
    isMainFrame = false,
    permission = 'fullscreen' as const,
  ): boolean[] {
    const session = new FakeSession()
    setupPermissions(session as unknown as Session)
    const { setPermissionRequestHandler: request, setPermissionCheckHandler: check } = session.handlers
    const given: boolean[] = []
    const contents = new FakeContents() as unknown as WebContents
    const details = { requestingUrl, isMainFrame }
    request?.(contents, permission, (granted) => given.push(granted), details)
    given.push(check?.(contents, permission, 'galley://app', details) ?? true)
    return given
  }

  test('is granted to players alone', () => {
    expect(answers(YOUTUBE)).toEqual([true, true])
    for (const url of ['galley://app/', 'https://evil.example/', `https://evil.example/${YOUTUBE}`, '', 'x'])
      expect(answers(url), url).toEqual([false, false])
  })

  test('is refused to a top frame, whatever it shows', () => {
    expect(answers(YOUTUBE, true)).toEqual([false, false])
  })

  test('is all that a player is granted', () => {
    for (const permission of ['media', 'geolocation', 'notifications', 'pointerLock', 'mediaKeySystem'])
      expect(answers(YOUTUBE, false, permission as 'fullscreen'), permission).toEqual([false, false])
  })
})

describe('a window that a player opens', () => {
  const page = { parent: null }
  const player = { parent: page as never }
  const address = 'https://www.youtube.com/watch?v=tEa4MidNigh'

  /** Sets up a page with a clock; returns its parts. */
  function playing(focusedFrame: FakeContents['focusedFrame'] = player) {
    const app = new FakeApp()
    const contents = new FakeContents()
    const clock = { ms: 0 }
    const opened: string[] = []
    contents.focusedFrame = focusedFrame
    setupNavigation(
      app.slice,
      (url) => opened.push(url),
      () => clock.ms,
    )
    app.emit('web-contents-created', {}, contents)
    const press = (type = 'mouseDown') => contents.emit('before-mouse-event', {}, { type })
    const key = (key: string, more: object = {}) =>
      contents.emit('before-input-event', {}, { type: 'keyDown', key, isAutoRepeat: false, ...more })
    return { contents, clock, opened, press, key }
  }

  test('is not opened without a click', () => {
    const { contents, opened, press } = playing()
    expect(contents.opening(address)).toBe('deny')
    for (const type of ['mouseMove', 'mouseEnter', 'mouseUp', 'mouseWheel']) press(type)
    contents.opening(address)
    expect(opened).toEqual([])
  })

  test('is opened in the browser after a click, one for each click', () => {
    const { contents, opened, press } = playing()
    press()
    for (let time = 0; time < 5; time += 1) expect(contents.opening(address)).toBe('deny')
    expect(opened).toEqual([address])
    press()
    contents.opening(address)
    expect(opened).toHaveLength(2)
  })

  test('is not opened later than a second after the click', () => {
    const { contents, clock, opened, press } = playing()
    press()
    clock.ms = 1_001
    contents.opening(address)
    expect(opened).toEqual([])
  })

  test('is opened by Enter and Space in the player, not by other keys, nor by a key that is held', () => {
    const { contents, opened, key } = playing()
    for (const name of ['Enter', ' ']) {
      key(name)
      contents.opening(address)
    }
    expect(opened).toHaveLength(2)
    key('a')
    key('Enter', { isAutoRepeat: true })
    key('Enter', { type: 'keyUp' })
    contents.opening(address)
    expect(opened).toHaveLength(2)
  })

  test('is not opened while the writer types and clicks in the article', () => {
    const { contents, opened, press, key } = playing(page)
    key('Enter')
    contents.opening(address)
    press()
    for (const disposition of ['foreground-tab', 'new-window', 'default', 'other'] as const)
      contents.opening(address, disposition)
    expect(opened).toEqual([])
  })

  test('is a link’s if it was opened with the middle button, in the article too', () => {
    const { contents, opened, press } = playing(null)
    press()
    contents.opening(address, 'background-tab')
    expect(opened).toEqual([address])
  })
})
