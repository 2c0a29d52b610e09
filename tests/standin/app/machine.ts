import type { ChromiumSide, DialogAnswer, MachineOptions, Note } from '../contract.ts'
import type { Remote } from '../wire.ts'

/** What all parts of the double share: the machine it plays, the way to Chromium, and what the app did. */

/** The machine, which the starter gives as the first argument. */
const machine = JSON.parse(process.argv[2] ?? 'null') as MachineOptions | null

const link: { chromium: Remote<ChromiumSide> | null } = { chromium: null }

/** Sets the way to Chromium, before the main bundle is loaded. */
export function setChromium(chromium: Remote<ChromiumSide>): void {
  link.chromium = chromium
}

/** @throws Error if the double is loaded without its starter */
export function options(): MachineOptions {
  if (machine === null) throw new Error('tests/standin/app/main.ts starts this double')
  return machine
}

/** @throws Error if the double is loaded without its starter */
export function chromium(): Remote<ChromiumSide> {
  if (link.chromium === null) throw new Error('tests/standin/app/main.ts starts this double')
  return link.chromium
}

/** Calls with an effect outside the app, in their order. */
export const notes: Note[] = []

/** Notes a call. What a clone cannot carry (functions, windows) is left out. */
export function note(name: string, ...values: readonly unknown[]): void {
  notes.push({ name, values: values.map((value) => clonable(value)) })
}

/** Returns a copy of a value without what a clone cannot carry. */
export function clonable(value: unknown, depth = 0): unknown {
  if (typeof value === 'function' || typeof value === 'symbol' || depth > 8) return undefined
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || value instanceof Date)
    return value
  if (Array.isArray(value)) return value.map((each: unknown) => clonable(each, depth + 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return undefined
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, clonable(field, depth + 1)]))
}

/** What a test has chosen in dialogs that are still to come, by the kind of dialog. */
export const dialogAnswers: Record<'save' | 'open' | 'message', DialogAnswer[]> = {
  save: [],
  open: [],
  message: [],
}

/** Names of the members that were used, as `app.quit`. */
export const used = new Set<string>()

type Run = (...values: unknown[]) => unknown

/**
 * Returns an object that throws for members which it does not have: the double must not let through what it does not
 * model. Notes which members are used from outside it.
 */
export function strict<T extends object>(name: string, target: T): T {
  const methods = new Map<string, Run>()
  /** Runs a method on the object itself, so that what the double uses of its own is not noted. */
  const methodOf = (member: string, method: Run): Run => {
    const known = methods.get(member)
    if (known !== undefined) return known
    const run: Run = (...values) => {
      const result = method.apply(target, values)
      return result === target ? guarded : result
    }
    methods.set(member, run)
    return run
  }
  const guarded = new Proxy(target, {
    get: (from, member) => {
      const value = Reflect.get(from, member, from) as unknown
      if (typeof member !== 'string') return value
      if (!(member in from) && member !== 'then' && member !== 'toJSON')
        throw new Error(`the stand-in has no ${name}.${member}: add it to tests/standin/app`)
      used.add(`${name}.${member}`)
      return typeof value === 'function' && !('prototype' in value && member === 'constructor')
        ? methodOf(member, value as Run)
        : value
    },
    set: (from, member, value) => Reflect.set(from, member, value, from),
  })
  return guarded
}

/** Returns an export of Electron that the double does not have: each use of it throws. */
export function absent(name: string): never {
  const refuse = (): never => {
    throw new Error(`the stand-in has no ${name}: add it to tests/standin/app`)
  }
  return new Proxy(refuse, {
    get: (_target, member) => (typeof member === 'string' && member !== 'then' ? refuse() : undefined),
    apply: refuse,
    construct: refuse,
  }) as never
}

/** An event with `preventDefault`, as Electron's are. */
export interface PreventableEvent {
  preventDefault(): void
  readonly defaultPrevented: boolean
}

/** Returns an event with the given details. */
export function preventable<Details extends object>(details: Details): Details & PreventableEvent {
  let prevented = false
  return Object.defineProperties(details, {
    preventDefault: {
      value: () => {
        prevented = true
      },
    },
    defaultPrevented: { get: () => prevented, enumerable: true },
  }) as Details & PreventableEvent
}
