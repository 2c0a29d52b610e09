import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Session, WebContents } from 'electron'
import { contentSecurityPolicy } from '../../src/hosting/pagePolicy.ts'
import { playerOrigins } from '../../src/hosting/players.ts'
import { openExternal } from '../../src/main/external.ts'
import { setupNavigation } from '../../src/main/windows/navigation.ts'
import { PAGE_URL } from '../../src/main/origin.ts'
import { setupPermissions } from '../../src/main/permissions.ts'
import { setupScheme } from '../../src/main/protocol.ts'
import { FakeApp, FakeContents, FakeSession, FakeWindow } from './electron.ts'
import { fakeWindows } from './windows/rig.ts'

/**
 * Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security), as far as it applies when the
 * app starts. Titles start with the number of the point.
 */

/** Opens the app's window and returns it. */
function openedWindow(): FakeWindow {
  fakeWindows().windows.restore()
  const window = FakeWindow.made.at(-1)
  if (window === undefined) throw new Error('no window was opened')
  return window
}

const preferences = openedWindow().options.webPreferences ?? {}

/** Returns a session with the app's permissions set up. */
function session(): FakeSession {
  const fake = new FakeSession()
  setupPermissions(fake as unknown as Session)
  return fake
}

/** Sets up the navigation guard of one page; returns the addresses that it opens outside. */
function navigating(): { contents: FakeContents; opened: string[] } {
  const app = new FakeApp()
  const contents = new FakeContents()
  const opened: string[] = []
  setupNavigation(app.slice, (url) => opened.push(url))
  app.emit('web-contents-created', {}, contents)
  return { contents, opened }
}

describe("Electron's checklist", () => {
  test('1: the window loads only the app’s own page', () => {
    expect(openedWindow().did).toContain(`load ${PAGE_URL}`)
    expect(PAGE_URL).toBe('galley://app/')
  })

  test('2: the page has no Node', () => {
    expect(preferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    })
  })

  test('3: the page and the preload script are isolated', () => {
    expect(preferences.contextIsolation).toBe(true)
  })

  test('4: the page runs in a sandbox', () => {
    expect(preferences.sandbox).toBe(true)
  })

  test('5: no permission is granted', () => {
    const { handlers } = session()
    const contents = new FakeContents() as unknown as WebContents
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'fileSystem',
      'openExternal',
    ] as const) {
      const answers: boolean[] = []
      handlers.setPermissionRequestHandler?.(
        contents,
        permission,
        (granted) => answers.push(granted),
        {} as never,
      )
      expect(answers, permission).toEqual([false])
      expect(
        handlers.setPermissionCheckHandler?.(contents, permission, PAGE_URL, {} as never),
        permission,
      ).toBe(false)
    }
    expect(handlers.setDevicePermissionHandler?.({ deviceType: 'usb' } as never)).toBe(false)
  })

  test('5: neither screen capture nor Bluetooth pairing is granted', () => {
    const { handlers } = session()
    const answers: unknown[] = []
    handlers.setDisplayMediaRequestHandler?.({} as never, (streams) => answers.push(streams))
    handlers.setBluetoothPairingHandler?.({} as never, (response) => answers.push(response.confirmed))
    expect(answers).toEqual([null, false])
  })

  test('5: no download starts past the save dialog', () => {
    expect(session().emit('will-download')).toBe(true)
  })

  test('6: web security is on', () => {
    expect(preferences.webSecurity).toBe(true)
  })

  test('7: the policy allows neither foreign nor inline scripts', () => {
    const rules = new Map(
      contentSecurityPolicy()
        .split('; ')
        .map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]),
    )
    expect(rules.get('default-src')).toEqual(["'none'"])
    expect(rules.get('script-src')).toEqual(["'self'"])
    for (const name of ['base-uri', 'form-action', 'frame-ancestors'])
      expect(rules.get(name), name).toEqual(["'none'"])
    expect(contentSecurityPolicy()).not.toMatch(/unsafe-eval|\*|http:/)
    const frames = rules.get('frame-src') ?? []
    expect(frames).toEqual([...playerOrigins])
    for (const origin of frames) expect(origin).toMatch(/^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+$/)
  })

  test('8, 9, 10: insecure content, experiments and Blink features are off', () => {
    expect(preferences).toMatchObject({ allowRunningInsecureContent: false, experimentalFeatures: false })
    expect(preferences).not.toHaveProperty('enableBlinkFeatures')
  })

  test('11, 12: guest pages are refused', () => {
    expect(preferences.webviewTag).toBe(false)
    expect(navigating().contents.emit('will-attach-webview')).toBe(true)
  })

  for (const url of [
    'https://evil.example/',
    'file:///etc/passwd',
    'galley://evil/',
    'galley://app.evil/',
    'javascript:alert(1)',
    'data:text/html,x',
  ])
    test(`13: the page does not navigate to ${url}`, () => {
      const { contents } = navigating()
      expect(contents.emit('will-navigate', { url, isMainFrame: true })).toBe(true)
      expect(contents.emit('will-frame-navigate', { url, isMainFrame: true })).toBe(true)
      expect(contents.emit('will-redirect', { url, isMainFrame: true })).toBe(true)
    })

  /** Emits the events of a navigation as Electron does: after one that was prevented, no other follows. */
  function navigate(contents: FakeContents, details: object): void {
    if (!contents.emit('will-frame-navigate', details)) contents.emit('will-navigate', details)
  }

  test('13: a link clicked in the page opens outside', () => {
    const { contents, opened } = navigating()
    const page = { parent: null }
    navigate(contents, { url: 'https://a.example/', isMainFrame: true, initiator: page })
    expect(opened).toEqual(['https://a.example/'])
  })

  test('13: a frame cannot navigate the page', () => {
    const { contents, opened } = navigating()
    for (const initiator of [{ parent: { parent: null } }, null, undefined])
      navigate(contents, { url: 'https://a.example/', isMainFrame: true, initiator })
    expect(opened).toEqual([])
  })

  test('13: the page may be reloaded', () => {
    expect(navigating().contents.emit('will-navigate', { url: PAGE_URL, isMainFrame: true })).toBe(false)
  })

  test('13: a frame in the page stays on the players’ origins', () => {
    const { contents } = navigating()
    const top = { parent: null }
    const moves = (url: string) =>
      (['will-frame-navigate', 'will-redirect'] as const).every(
        (event) => !contents.emit(event, { url, isMainFrame: false, frame: { parent: top } }),
      )
    for (const origin of playerOrigins) expect(moves(`${origin}/embed/x`), origin).toBe(true)
    expect(moves('about:srcdoc')).toBe(true)
    for (const url of [
      'https://evil.example/',
      'https://www.youtube-nocookie.com.evil.example/embed/x',
      'https://www.youtube-nocookie.com@evil.example/',
      'https://www.youtube-nocookie.com:444/embed/x',
      'https://www.youtube.com/watch?v=x',
      'http://www.youtube-nocookie.com/embed/x',
      'http://plain.example/',
      'file:///etc/passwd',
      'galley://app/',
      'javascript:alert(1)',
      'nonsense',
    ])
      expect(moves(url), url).toBe(false)
  })

  test('13: a frame inside a player navigates over https only, and one that is gone counts as a player', () => {
    const { contents } = navigating()
    const inPlayer = { parent: { parent: { parent: null } } }
    const moves = (url: string, frame: object | null) =>
      !contents.emit('will-frame-navigate', { url, isMainFrame: false, frame })
    expect(moves('https://video.example/', inPlayer)).toBe(true)
    expect(moves('https://video.example/', null)).toBe(false)
    for (const url of ['http://video.example/', 'file:///etc/passwd', 'galley://app/', 'nonsense'])
      expect(moves(url, inPlayer), url).toBe(false)
  })

  test('14: no window is opened, and the address of a link that was clicked is passed on', () => {
    const { contents, opened } = navigating()
    for (const url of ['https://a.example/', 'file:///etc/passwd', 'galley://app/']) {
      contents.emit('before-mouse-event', {}, { type: 'mouseDown' })
      expect(contents.opening(url, 'background-tab')).toBe('deny')
    }
    expect(opened).toEqual(['https://a.example/', 'file:///etc/passwd', 'galley://app/'])
  })

  test('18: the page’s own scheme is standard and secure', () => {
    let registered: unknown
    setupScheme({
      registerSchemesAsPrivileged: (schemes) => {
        registered = schemes
      },
    })
    const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
    expect(registered).toEqual([{ scheme: 'galley', privileges }])
  })
})

describe('15: an address is opened outside', () => {
  const opened: string[] = []
  const shell = {
    openExternal: (url: string) => {
      opened.push(url)
      return Promise.resolve()
    },
  }

  for (const url of ['https://a.example/b?c=d', 'http://a.example/', 'mailto:desk@a.example'])
    test(`if it is ${url}`, async () => {
      expect(await openExternal(shell, url)).toEqual({ ok: true, value: null })
      expect(opened.at(-1)).toBe(url)
    })

  for (const url of [
    'file:///etc/passwd',
    'FILE:///c:/windows',
    String.raw`\\host\share`,
    '//host/share',
    'javascript:alert(1)',
    'ms-msdt:/id',
    'smb://host/share',
    'https://user:secret@a.example/',
    String.raw`https:\\a.example`,
    'galley://app/',
    '',
    'a.example',
  ])
    test(`but not if it is ${JSON.stringify(url)}`, async () => {
      const before = opened.length
      expect(await openExternal(shell, url)).toMatchObject({ ok: false, problem: { code: 'invalid' } })
      expect(opened).toHaveLength(before)
    })

  test('only if it is a web page or a mailbox without user name and password, whatever the text', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'https:',
        'http:',
        'mailto:',
        'file:',
        'javascript:',
        'smb:',
        '//',
        '\\\\',
        '/',
        '@',
        ':',
        '?',
        '#',
      ),
      fc.constantFrom(
        ' ',
        '\t',
        '\n',
        '\0',
        '%00',
        '%0a',
        '\u202e',
        'a.example',
        'localhost',
        '[::1]',
        '445',
        '..',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
        async (text) => {
          const before = opened.length
          const answer = await openExternal(shell, text)
          expect(opened).toHaveLength(before + (answer.ok ? 1 : 0))
          if (!answer.ok) return
          const { protocol, host, username, password, href } = new URL(opened.at(-1) ?? '')
          expect(href).toBe(opened.at(-1))
          expect(['https:', 'http:', 'mailto:']).toContain(protocol)
          expect(protocol === 'mailto:' || host !== '').toBe(true)
          expect(username + password).toBe('')
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('and a failure of the system is returned as a problem', async () => {
    const answer = await openExternal(
      { openExternal: () => Promise.reject(new Error('no browser')) },
      'https://a.example/',
    )
    expect(answer).toMatchObject({ ok: false, problem: { code: 'failed' } })
  })
})
