import { EventEmitter } from 'node:events'
import { fromTree, toTree, type Tree } from '../worlds.ts'
import { strict } from './machine.ts'

type Handler = Parameters<Electron.IpcMain['handle']>[1]

/** Electron's `ipcMain`: one handler for a channel; a call without a handler rejects. */
class IpcMainDouble
  extends EventEmitter
  implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>
{
  readonly #handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...values: unknown[]) => {
      this.removeHandler(channel)
      return handler(event, ...values) as unknown
    })
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  /** Runs a channel's handler for a page. Arguments and result are clones. */
  async invoke(event: Electron.IpcMainInvokeEvent, channel: string, values: Tree): Promise<Tree> {
    const handler = this.#handlers.get(channel)
    try {
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
      return toTree(await handler(event, ...(fromTree(values) as unknown[])))
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error })
    }
  }
}

export const plainIpcMain = new IpcMainDouble()
export const ipcMain = strict('ipcMain', plainIpcMain)
