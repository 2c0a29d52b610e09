import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import { acceptsArguments, DESK_CALLS, HOST_CALLS, type CallName } from '../calls.ts'
import { problem, type Desk, type HostServices, type Outcome } from '../desk.ts'
import { lateProblem } from '../desk/lateCalls.ts'
import { isOurs } from './origin.ts'

type Call = (...values: readonly unknown[]) => Promise<Outcome<unknown>>

/** The calling page's desk. */
export interface PageDesks {
  deskFor(contents: WebContents): Desk
}

/**
 * One channel for each call of the contract: `desk:openDraft`, `host:saveFile`. A desk call's first argument is the time
 * at which the page sent it, in milliseconds since 1970: `desk:openDraft`, 1800000000000, 'a-draft'.
 * @param now milliseconds since 1970
 */
export function setupIpc(
  ipcMain: Pick<IpcMain, 'handle'>,
  pages: PageDesks,
  services: HostServices,
  now: () => number = Date.now,
): void {
  for (const name of keysOf(DESK_CALLS)) serveDesk(ipcMain, pages, name, now)
  for (const name of keysOf(HOST_CALLS)) serveHost(ipcMain, services, name)
}

function keysOf<T extends object>(calls: T): (keyof T)[] {
  return Object.keys(calls) as (keyof T)[]
}

/** The guards of a call say what its arguments are; past them it is called as it is declared. */
function bound<T extends Desk | HostServices>(target: T, name: keyof T): Call {
  return (target[name] as Call).bind(target)
}

function serveDesk(
  ipcMain: Pick<IpcMain, 'handle'>,
  pages: PageDesks,
  name: keyof Desk,
  now: () => number,
): void {
  ipcMain.handle(`desk:${name}`, (event, sentMs: unknown, ...values: unknown[]) => {
    if (!isPage(event)) return refused(name, FOREIGN)
    if (!Number.isFinite(sentMs) || !acceptsArguments(DESK_CALLS[name].guards, values))
      return refused(name, IMPROPER)
    const late = lateProblem(name, Number(sentMs), now())
    return late ?? carriedOut(name, () => bound(pages.deskFor(event.sender), name)(...values))
  })
}

function serveHost(ipcMain: Pick<IpcMain, 'handle'>, services: HostServices, name: keyof HostServices): void {
  const call = bound(services, name)
  ipcMain.handle(`host:${name}`, (event, ...values: unknown[]) => {
    if (!isPage(event)) return refused(name, FOREIGN)
    if (!acceptsArguments(HOST_CALLS[name], values)) return refused(name, IMPROPER)
    return carriedOut(name, () => call(...values))
  })
}

const FOREIGN = 'It did not come from Galley’s own page.'
const IMPROPER = 'Its arguments are not what the call takes.'

async function carriedOut(name: CallName, call: () => Promise<Outcome<unknown>>): Promise<Outcome<unknown>> {
  try {
    return await call()
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause)
    return problem(
      'failed',
      `Galley could not do that (${name}): ${said}.`,
      'What was saved is safe on the disk.',
      'Try again; if it happens again, restart Galley.',
    )
  }
}

/** The top frame of a window, still there, showing our page: a frame inside it may show anything. */
function isPage({ senderFrame, sender }: IpcMainInvokeEvent): boolean {
  return senderFrame?.parent === null && senderFrame === sender.mainFrame && isOurs(senderFrame.url)
}

function refused(name: CallName, why: string): ReturnType<typeof problem> {
  return problem('invalid', `The call ${name} was refused. ${why}`, 'Nothing was changed.', 'Restart Galley.')
}
