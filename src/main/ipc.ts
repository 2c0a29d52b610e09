import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { acceptsArguments, DESK_CALLS, HOST_CALLS, type CallName } from '../calls.ts'
import { problem, type Desk, type HostServices, type Outcome } from '../desk.ts'
import { isOurs } from './origin.ts'

type Call = (...values: readonly unknown[]) => Promise<Outcome<unknown>>

/** One channel for each call of the contract: `desk:openDraft`, `host:saveFile`. There are no others. */
export function setupIpc(ipcMain: Pick<IpcMain, 'handle'>, desk: Desk, services: HostServices): void {
  for (const name of keysOf(DESK_CALLS)) serve(ipcMain, 'desk', name, DESK_CALLS[name].guards, bound(desk, name))
  for (const name of keysOf(HOST_CALLS)) serve(ipcMain, 'host', name, HOST_CALLS[name], bound(services, name))
}

function keysOf<T extends object>(calls: T): (keyof T)[] {
  return Object.keys(calls) as (keyof T)[]
}

/** The guards of a call say what its arguments are; past them it is called as it is declared. */
function bound<T extends Desk | HostServices>(target: T, name: keyof T): Call {
  return (target[name] as Call).bind(target)
}

function serve(
  ipcMain: Pick<IpcMain, 'handle'>,
  side: 'desk' | 'host',
  name: CallName,
  guards: Parameters<typeof acceptsArguments>[0],
  call: Call,
): void {
  ipcMain.handle(`${side}:${name}`, async (event, ...values: unknown[]) => {
    if (!isPage(event)) return refused(name, 'It did not come from Galley’s own page.')
    if (!acceptsArguments(guards, values)) return refused(name, 'Its arguments are not what the call takes.')
    try {
      return await call(...values)
    } catch (cause) {
      const said = cause instanceof Error ? cause.message : String(cause)
      return problem(
        'failed',
        `Galley could not do that (${name}): ${said}.`,
        'What was saved is safe on the disk.',
        'Try again; if it happens again, restart Galley.',
      )
    }
  })
}

/** The top frame of a window, still there, showing our page: a frame inside it may show anything. */
function isPage({ senderFrame, sender }: IpcMainInvokeEvent): boolean {
  return senderFrame?.parent === null && senderFrame === sender.mainFrame && isOurs(senderFrame.url)
}

function refused(name: CallName, why: string): ReturnType<typeof problem> {
  return problem('invalid', `The call ${name} was refused. ${why}`, 'Nothing was changed.', 'Restart Galley.')
}
