/**
 * Calls between two Node processes over their ipc channel. Each side serves an object of functions and calls the other's:
 *
 *   { call: 7, name: 'openPage', values: [1, { width: 1280 }] }   and back   { result: 7, value: null }
 *
 * Values are cloned by the channel (`serialization: 'advanced'`), so bytes stay bytes.
 */

type Message =
  | { readonly call: number; readonly name: string; readonly values: readonly unknown[] }
  | { readonly result: number; readonly value?: unknown; readonly error?: string }

/** What both `process` and a forked child have. */
interface Channel {
  readonly connected: boolean
  send?(message: Message): unknown
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'disconnect', listener: () => void): unknown
}

/** The other side's functions: each returns a promise. */
export type Remote<T> = {
  readonly [Name in keyof T]: T[Name] extends (...values: infer Values) => infer Result
    ? (...values: Values) => Promise<Awaited<Result>>
    : never
}

type Served = Readonly<Record<string, (...values: readonly unknown[]) => unknown>>

/**
 * Serves `own` to the other side of a channel.
 * @returns the other side's functions; each rejects with the other's error message, or when the other side is gone
 */
export function connect<Theirs extends object>(channel: Channel, own: object): Remote<Theirs> {
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  const send = (message: Message): void => {
    if (channel.connected) channel.send?.(message)
  }
  const answer = async (call: number, name: string, values: readonly unknown[]): Promise<void> => {
    try {
      send({ result: call, value: await (own as Served)[name]?.(...values) })
    } catch (error) {
      send({ result: call, error: error instanceof Error ? error.message : String(error) })
    }
  }
  channel.on('message', (given) => {
    const message = given as Message
    if ('call' in message) {
      void answer(message.call, message.name, message.values)
      return
    }
    const waiting = pending.get(message.result)
    pending.delete(message.result)
    if (message.error === undefined) waiting?.resolve(message.value)
    else waiting?.reject(new Error(message.error))
  })
  channel.on('disconnect', () => {
    for (const { reject } of pending.values()) reject(new Error('the other process has ended'))
    pending.clear()
  })
  let last = 0
  const call = (name: string, values: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (!channel.connected) {
        reject(new Error('the other process has ended'))
        return
      }
      last += 1
      pending.set(last, { resolve, reject })
      send({ call: last, name, values })
    })
  return new Proxy({} as Remote<Theirs>, {
    get: (_target, name) =>
      typeof name === 'string' && name !== 'then'
        ? (...values: readonly unknown[]) => call(name, values)
        : undefined,
  })
}
