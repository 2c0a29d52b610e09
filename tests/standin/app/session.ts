import { EventEmitter } from 'node:events'
import { absent, note, options, strict } from './machine.ts'

type Slice = Pick<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setBluetoothPairingHandler'
  | 'addWordToSpellCheckerDictionary'
  | 'removeWordFromSpellCheckerDictionary'
  | 'listWordsInSpellCheckerDictionary'
  | 'availableSpellCheckerLanguages'
  | 'setSpellCheckerLanguages'
  | 'getSpellCheckerLanguages'
  | 'setSpellCheckerEnabled'
  | 'isSpellCheckerEnabled'
  | 'setSpellCheckerDictionaryDownloadURL'
  | 'clearCache'
  | 'getUserAgent'
  | 'setUserAgent'
  | 'setCodeCachePath'
  | 'spellCheckerEnabled'
>

type HeadersListener = (
  details: Electron.OnBeforeSendHeadersListenerDetails,
  respond: (response: Electron.BeforeSendResponse) => void,
) => void

/** Returns true if an address matches a pattern of Chromium's: `https://*.example/path/*`, `<all_urls>`. */
function matches(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${source}$`).test(url)
}

/** Electron's default session: the handlers that the app sets, and its spelling checker's dictionaries. */
class SessionDouble extends EventEmitter implements Slice {
  /** The handlers by the method that set them. */
  readonly handlers = new Map<string, unknown>()
  readonly words = new Set<string>()
  /** The operating system's dictionary. On macOS and Windows each word of the app's goes there and comes from there. */
  readonly osWords = new Set<string>(options().osWords)
  #languages = ['en-US']
  #headers: { urls: readonly string[]; listener: HeadersListener } | null = null
  spellCheckerEnabled = true

  get availableSpellCheckerLanguages(): string[] {
    return options().platform === 'darwin' ? [] : ['de', 'en-GB', 'en-US', 'fr', 'ko', 'pt-BR', 'pt-PT']
  }

  readonly protocol = absent('session.protocol')
  readonly webRequest = strict('session.webRequest', {
    onBeforeSendHeaders: (
      first: { urls: string[] } | HeadersListener | null,
      second?: HeadersListener | null,
    ): void => {
      const listener = typeof first === 'function' ? first : (second ?? null)
      const urls = typeof first === 'object' && first !== null ? first.urls : ['<all_urls>']
      note('session.webRequest.onBeforeSendHeaders', urls)
      this.#headers = listener === null ? null : { urls, listener }
    },
  })

  setPermissionRequestHandler: Slice['setPermissionRequestHandler'] = (handler) =>
    void this.handlers.set('request', handler)
  setPermissionCheckHandler: Slice['setPermissionCheckHandler'] = (handler) =>
    void this.handlers.set('check', handler)
  setDevicePermissionHandler: Slice['setDevicePermissionHandler'] = (handler) =>
    void this.handlers.set('device', handler)
  setDisplayMediaRequestHandler: Slice['setDisplayMediaRequestHandler'] = (handler) =>
    void this.handlers.set('display', handler)
  setBluetoothPairingHandler: Slice['setBluetoothPairingHandler'] = (handler) =>
    void this.handlers.set('bluetooth', handler)

  /** Returns the headers with which a request leaves. */
  headersFor(url: string, headers: Readonly<Record<string, string>>): Promise<Record<string, string>> {
    const { urls = [], listener } = this.#headers ?? {}
    if (listener === undefined || !urls.some((pattern) => matches(pattern, url)))
      return Promise.resolve({ ...headers })
    return new Promise((resolve) => {
      const details = { url, method: 'GET', requestHeaders: { ...headers } }
      listener(
        details as unknown as Electron.OnBeforeSendHeadersListenerDetails,
        ({ requestHeaders = headers }) => {
          resolve(
            Object.fromEntries(Object.entries(requestHeaders).map(([name, value]) => [name, String(value)])),
          )
        },
      )
    })
  }

  /** Returns what the app's handlers answer to a page that asks for a permission; undefined where there is no handler. */
  async permission(contents: unknown, name: string): Promise<Record<string, unknown>> {
    const details = { isMainFrame: true, requestingUrl: 'galley://app/' }
    const ask = (handler: string, ...values: readonly unknown[]): Promise<unknown> =>
      new Promise((resolve) => {
        const run = this.handlers.get(handler) as ((...given: unknown[]) => unknown) | undefined
        if (run === undefined) resolve(undefined)
        else run(...values, resolve, details)
      })
    const check = this.handlers.get('check') as ((...given: unknown[]) => unknown) | undefined
    const device = this.handlers.get('device') as ((details: unknown) => unknown) | undefined
    return {
      request: await ask('request', contents, name),
      check: check?.(contents, name, 'galley://app', details),
      device: device?.({ deviceType: 'hid', origin: 'galley://app', device: {} }),
      display: await ask('display', {}),
      bluetooth: await ask('bluetooth', {}),
    }
  }

  get #sharesOsDictionary(): boolean {
    return options().platform === 'darwin' || options().platform === 'win32'
  }

  addWordToSpellCheckerDictionary(word: string): boolean {
    if (this.#sharesOsDictionary) this.osWords.add(word)
    this.words.add(word)
    return true
  }
  removeWordFromSpellCheckerDictionary(word: string): boolean {
    if (this.#sharesOsDictionary) this.osWords.delete(word)
    return this.words.delete(word)
  }
  listWordsInSpellCheckerDictionary = (): Promise<string[]> => Promise.resolve([...this.words])
  setSpellCheckerLanguages(languages: string[]): void {
    // macOS chooses by itself.
    if (options().platform === 'darwin') return
    const unknown = languages.find((language) => !this.availableSpellCheckerLanguages.includes(language))
    if (unknown !== undefined)
      throw new Error(`Invalid language code provided: "${unknown}" is not a valid language code`)
    note('session.setSpellCheckerLanguages', languages)
    this.#languages = languages
  }
  getSpellCheckerLanguages = (): string[] => [...this.#languages]
  setSpellCheckerEnabled(isEnabled: boolean): void {
    note('session.setSpellCheckerEnabled', isEnabled)
    this.spellCheckerEnabled = isEnabled
  }
  isSpellCheckerEnabled = (): boolean => this.spellCheckerEnabled
  setSpellCheckerDictionaryDownloadURL(url: string): void {
    note('session.setSpellCheckerDictionaryDownloadURL', url)
  }
  clearCache = (): Promise<void> => Promise.resolve()
  getUserAgent = (): string => 'Galley'
  setUserAgent(agent: string): void {
    note('session.setUserAgent', agent)
  }
  setCodeCachePath(path: string): void {
    note('session.setCodeCachePath', path)
  }
}

/** The default session without its guard. */
export const plainSession = new SessionDouble()
export const session = strict('session', {
  defaultSession: strict('session.defaultSession', plainSession),
})
