/**
 * What runs in the page: its two worlds, the page's own and the preload script's, and how values pass between them and
 * the main process. These functions are put into the page as text, so each is whole in itself: it uses its parameters,
 * what `pageScripts` puts before it, and nothing else of this file.
 */

/** A value as JSON: `7`, `"a"`, or a pair of tag and content, such as `["u"]` for undefined and `["a", [1, 2]]`. */
export type Tree = string | number | boolean | null | readonly [tag: string, content?: unknown]

/**
 * Returns a value as a tree. Follows Electron's clone: an object of a class loses it, bytes stay bytes.
 * @throws Error for what cannot be cloned: functions, symbols, objects of the browser
 */
export function toTree(value: unknown, depth = 0): Tree {
  const refuse = (): never => {
    throw new Error('An object could not be cloned.')
  }
  const base64 = (bytes: Uint8Array): string => {
    let text = ''
    for (let at = 0; at < bytes.length; at += 8192)
      text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    return btoa(text)
  }
  const inner = (each: unknown): Tree => toTree(each, depth + 1)
  if (depth > 500) refuse()
  if (value === undefined) return ['u']
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : ['n', Object.is(value, -0) ? '-0' : String(value)]
  if (typeof value === 'bigint') return ['i', String(value)]
  if (typeof value !== 'object') return refuse()
  if (Array.isArray(value)) return ['a', Array.from(value, inner)]
  if (value instanceof Uint8Array) return ['b', base64(value)]
  if (value instanceof ArrayBuffer) return ['B', base64(new Uint8Array(value))]
  if (value instanceof Date) return ['d', value.getTime()]
  if (value instanceof Map) return ['m', [...value].map(([key, field]) => [inner(key), inner(field)])]
  if (value instanceof Set) return ['s', [...value].map(inner)]
  if (value instanceof RegExp) return ['r', [value.source, value.flags]]
  if (value instanceof Error) return ['e', [value.name, value.message]]
  const kind = Object.prototype.toString.call(value)
  if (kind !== '[object Object]' || typeof (value as { then?: unknown }).then === 'function') return refuse()
  return ['o', Object.entries(value).map(([key, field]) => [key, inner(field)])]
}

/** Returns the value of a tree. */
export function fromTree(tree: Tree): unknown {
  if (!Array.isArray(tree)) return tree
  const [tag, content] = tree as [string, unknown]
  const bytes = (): Uint8Array => Uint8Array.from(atob(content as string), (char) => char.charCodeAt(0))
  const list = (): Tree[] => content as Tree[]
  const pairs = (): [Tree, Tree][] => content as [Tree, Tree][]
  switch (tag) {
    case 'n':
      return Number(content)
    case 'i':
      return BigInt(content as string)
    case 'a':
      return list().map(fromTree)
    case 'b':
      return bytes()
    case 'B':
      return bytes().buffer
    case 'd':
      return new Date(content as number)
    case 'm':
      return new Map(pairs().map(([key, field]) => [fromTree(key), fromTree(field)]))
    case 's':
      return new Set(list().map(fromTree))
    case 'r':
      return new RegExp(...(content as [string, string]))
    case 'e': {
      const [name, message] = content as [string, string]
      return Object.assign(new Error(message), { name })
    }
    case 'o': {
      const object = {}
      // Not by assignment: a field may be called `__proto__`.
      for (const [key, field] of pairs())
        Object.defineProperty(object, key as string, {
          value: fromTree(field),
          writable: true,
          enumerable: true,
          configurable: true,
        })
      return object
    }
    default:
      return undefined
  }
}

type Run = (...values: unknown[]) => unknown
type Packed = { readonly value: Tree } | { readonly fn: number } | { readonly fields: [string, Packed][] }
type Reply = { readonly value: Packed } | { readonly promise: number } | { readonly error: string }
type Settled = { readonly promise: number } & ({ readonly value: Packed } | { readonly error: string })

/** One world's side of the bridge to the other. */
interface Bridge {
  /** Packs an object whose functions the other world may call. */
  packApi(api: unknown): Packed
  unpack(packed: Packed): unknown
  dispatch(what: string, content: unknown): void
  listen(what: string, act: (content: never) => void): void
}

/**
 * Connects two worlds of a page, as the context bridge does: arguments and results are clones; a function in arguments
 * becomes one that calls back; what cannot be cloned throws at once, in the caller.
 * @param key part of the events' names: nobody else in the page knows it
 */
export function connectWorlds(side: 'page' | 'preload', key: string): Bridge {
  const other = side === 'page' ? 'preload' : 'page'
  // The page may replace these later.
  const { CustomEvent, JSON, Promise, Map } = window
  const clone = window.structuredClone.bind(window)
  const addEventListener = window.addEventListener.bind(window)
  const dispatchEvent = window.dispatchEvent.bind(window)
  const functions = new Map<number, Run>()
  const pending = new Map<number, [(value: unknown) => void, (error: Error) => void]>()
  let last = 0
  const dispatch = (what: string, content: unknown): void => {
    dispatchEvent(new CustomEvent(`${key}:${what}`, { detail: JSON.stringify(content) }))
  }
  const listen = (what: string, act: (content: never) => void): void => {
    addEventListener(`${key}:${what}`, (event) => {
      act(JSON.parse((event as CustomEvent<string>).detail) as never)
    })
  }
  const packFunction = (run: Run): Packed => {
    last += 1
    functions.set(last, run)
    return { fn: last }
  }
  const pack = (value: unknown): Packed =>
    typeof value === 'function' ? packFunction(value as Run) : { value: toTree(clone(value)) }
  const packApi = (api: unknown): Packed =>
    typeof api === 'object' && api !== null && !Array.isArray(api)
      ? { fields: Object.entries(api).map(([name, field]) => [name, packApi(field)]) }
      : pack(api)
  const unpack = (packed: Packed): unknown => {
    if ('value' in packed) return fromTree(packed.value)
    if ('fn' in packed) return (...values: unknown[]) => call(packed.fn, values)
    return Object.freeze(Object.fromEntries(packed.fields.map(([name, field]) => [name, unpack(field)])))
  }
  const replies: Reply[] = []
  const call = (fn: number, values: unknown[]): unknown => {
    dispatch(`call:${other}`, { fn, values: values.map(pack) })
    const reply = replies.pop()
    if (reply === undefined) throw new Error('the other world does not listen')
    if ('error' in reply) throw new Error(reply.error)
    if ('value' in reply) return unpack(reply.value)
    return new Promise((resolve, reject) => pending.set(reply.promise, [resolve, reject]))
  }
  const settle = (result: PromiseLike<unknown>): Reply => {
    last += 1
    const promise = last
    const send = (settled: Settled): void => {
      dispatch(`settled:${other}`, settled)
    }
    const fail = (error: unknown): void => {
      send({ promise, error: error instanceof Error ? error.message : String(error) })
    }
    void result.then((value) => {
      try {
        send({ promise, value: pack(value) })
      } catch (error) {
        fail(error)
      }
    }, fail)
    return { promise }
  }
  listen(`call:${side}`, ({ fn, values }: { fn: number; values: Packed[] }) => {
    let reply: Reply
    try {
      const result = functions.get(fn)?.(...values.map(unpack))
      const isPromise = typeof (result as PromiseLike<unknown> | undefined)?.then === 'function'
      reply = isPromise ? settle(result as PromiseLike<unknown>) : { value: pack(result) }
    } catch (error) {
      reply = { error: error instanceof Error ? error.message : String(error) }
    }
    dispatch(`reply:${other}`, reply)
  })
  listen(`reply:${side}`, (reply: Reply) => {
    replies.push(reply)
  })
  listen(`settled:${side}`, (settled: Settled) => {
    const [resolve, reject] = pending.get(settled.promise) ?? []
    pending.delete(settled.promise)
    if ('error' in settled) reject?.(new Error(settled.error))
    else resolve?.(unpack(settled.value))
  })
  return { packApi, unpack, dispatch, listen }
}

/** Runs in the page's own world before the page: shows there what the preload script exposes. */
export function pageWorld(key: string): void {
  if (window !== window.top || window.location.href === 'about:blank') return
  const bridge = connectWorlds('page', key)
  bridge.listen('expose', ({ name, api }: { name: string; api: Packed }) => {
    Object.defineProperty(window, name, { value: bridge.unpack(api), enumerable: true })
  })
  // Chromium lets scripts close only windows that a script has opened. Electron lets them close any.
  window.close = () => {
    bridge.dispatch('close', null)
  }
}

/** What a preload script can send to the main process: the payload of the binding. */
export interface PreloadMessage {
  readonly kind: 'invoke' | 'send' | 'close' | 'fail' | 'press'
  readonly frame: string
  readonly call: number
  readonly channel: string
  readonly values: Tree
}

/**
 * Runs in the preload script's world before the page: Electron as a sandboxed preload script sees it.
 * @param binding the name of the function that sends to the main process
 * @param run the preload script
 */
export function preloadWorld(
  key: string,
  binding: string,
  argv: readonly string[],
  run: (require: (name: string) => unknown, process: unknown) => void,
): void {
  if (window !== window.top || window.location.href === 'about:blank') return
  const globals = globalThis as unknown as Record<string, Run>
  const bridge = connectWorlds('preload', key)
  const waiting = new Map<number, [(value: unknown) => void, (error: Error) => void]>()
  const listeners = new Map<string, Set<Run>>()
  let last = 0
  const post = (kind: PreloadMessage['kind'], channel: string, values: unknown[]): number => {
    last += 1
    const message: PreloadMessage = {
      kind,
      frame: window.location.href,
      call: last,
      channel,
      values: toTree(values),
    }
    globals[binding]?.(JSON.stringify(message))
    return last
  }
  /** Called by the main process, as text that is evaluated in this world. */
  globals.galleyReceive = (text) => {
    const message = JSON.parse(text as string) as {
      call?: number
      channel?: string
      value?: Tree
      error?: string
    }
    if (message.channel !== undefined) {
      const values = fromTree(message.value ?? null) as unknown[]
      for (const listener of listeners.get(message.channel) ?? []) listener({}, ...values)
      return
    }
    const [resolve, reject] = waiting.get(message.call ?? 0) ?? []
    waiting.delete(message.call ?? 0)
    if (message.error === undefined) resolve?.(fromTree(message.value ?? null))
    else reject?.(new Error(message.error))
  }
  const strict = <T extends object>(name: string, members: T): T =>
    new Proxy(members, {
      get: (target, member) => {
        if (typeof member === 'string' && !(member in target))
          throw new Error(`the stand-in has no ${name}.${member}: add it to tests/standin/worlds.ts`)
        return Reflect.get(target, member) as unknown
      },
    })
  const ipcRenderer = strict('ipcRenderer', {
    invoke: (channel: string, ...values: unknown[]) => {
      const call = post('invoke', channel, values)
      return new Promise((resolve, reject) => waiting.set(call, [resolve, reject]))
    },
    send: (channel: string, ...values: unknown[]) => {
      post('send', channel, values)
    },
    on: (channel: string, listener: Run) => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
    },
    removeListener: (channel: string, listener: Run) => listeners.get(channel)?.delete(listener),
    off: (channel: string, listener: Run) => listeners.get(channel)?.delete(listener),
  })
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (name: string, api: unknown) => {
      bridge.dispatch('expose', { name, api: bridge.packApi(api) })
    },
  })
  // A file of a test has no path of the operating system, as one that a page has made.
  const webUtils = strict('webUtils', { getPathForFile: () => '' })
  bridge.listen('close', () => {
    post('close', '', [])
  })
  // Electron tells the main process of a press. A script's own event is none.
  window.addEventListener('mousedown', ({ isTrusted }) => isTrusted && post('press', '', []), true)
  try {
    run(
      (name) => {
        if (name !== 'electron') throw new Error(`a sandboxed preload script cannot require ${name}`)
        return strict('electron', { contextBridge, ipcRenderer, webUtils })
      },
      { argv: [...argv], platform: '', sandboxed: true, contextIsolated: true, type: 'renderer' },
    )
  } catch (error) {
    post('fail', '', [String(error)])
  }
}

/**
 * Returns the two scripts that each document of a page starts with.
 * @param key a secret of this page
 * @param preload the text of the preload script, a CommonJS module
 */
export function pageScripts(
  key: string,
  binding: string,
  preload: string,
  argv: readonly string[],
): { readonly page: string; readonly preload: string } {
  const shared = [toTree, fromTree, connectWorlds].map(String).join('\n')
  const wrap = (code: string): string => `(() => {\n${shared}\n${code}\n})()`
  const module = `(require, process) => { const module = { exports: {} }; const exports = module.exports;\n${preload}\n}`
  return {
    page: wrap(`(${String(pageWorld)})(${JSON.stringify(key)})`),
    preload: wrap(
      `(${String(preloadWorld)})(${JSON.stringify(key)}, ${JSON.stringify(binding)}, ${JSON.stringify(argv)}, ${module})`,
    ),
  }
}
