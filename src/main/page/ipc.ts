import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import { acceptsArguments, DESK_CALLS, HOST_CALLS, type CallName } from '../../calls.ts'
import { problem, type Desk, type HostServices, type Outcome } from '../../desk.ts'
import { lateProblem } from '../../desk/startup.ts'
import { t } from '../messages.ts'
import { isPageAddress } from '../origin.ts'

type Call = (...values: readonly unknown[]) => Promise<Outcome<unknown>>

/** Finds the desk and the host services of the page that makes a call. */
export interface PageCalls {
  deskFor(contents: WebContents): Desk
  servicesFor(contents: WebContents): HostServices
}

/**
 * Handles one channel for each call of the contract. A desk call's first argument is the time at which the page sent it,
 * in milliseconds since 1970:
 *
 *   desk:openDraft   1800000000000, 'tea-at-midnight'
 *   host:copyText    'words'
 *
 * Each message must come from the page itself and have the arguments that its row in calls.ts accepts; else nothing is
 * called. No handler rejects: every answer is an `Outcome`.
 * @param now returns the time in milliseconds since 1970
 */
export function setupIpc(
  ipcMain: Pick<IpcMain, 'handle'>,
  pages: PageCalls,
  now: () => number = Date.now,
): void {
  for (const name of keysOf(DESK_CALLS)) handleDeskCall(ipcMain, pages, name, now)
  for (const name of keysOf(HOST_CALLS)) handleHostCall(ipcMain, pages, name)
}

function keysOf<T extends object>(calls: T): (keyof T)[] {
  return Object.keys(calls) as (keyof T)[]
}

/** Returns a method that takes any arguments. The call's guards check them before it is called. */
function methodOf<T extends Desk | HostServices>(target: T, name: keyof T): Call {
  return (target[name] as Call).bind(target)
}

function handleDeskCall(
  ipcMain: Pick<IpcMain, 'handle'>,
  pages: PageCalls,
  name: keyof Desk,
  now: () => number,
): void {
  ipcMain.handle(`desk:${name}`, (event, sentMs: unknown, ...values: unknown[]) => {
    if (!isFromPage(event)) return refusal(name, 'call.foreign')
    if (!Number.isFinite(sentMs) || !acceptsArguments(DESK_CALLS[name].guards, values))
      return refusal(name, 'call.badArguments')
    const late = lateProblem(name, Number(sentMs), now())
    return late ?? outcomeOf(name, () => methodOf(pages.deskFor(event.sender), name)(...values))
  })
}

function handleHostCall(ipcMain: Pick<IpcMain, 'handle'>, pages: PageCalls, name: keyof HostServices): void {
  ipcMain.handle(`host:${name}`, (event, ...values: unknown[]) => {
    if (!isFromPage(event)) return refusal(name, 'call.foreign')
    if (!acceptsArguments(HOST_CALLS[name], values)) return refusal(name, 'call.badArguments')
    return outcomeOf(name, () => methodOf(pages.servicesFor(event.sender), name)(...values))
  })
}

/** Returns the outcome of a call; a problem if the call throws or rejects. */
async function outcomeOf(name: CallName, call: () => Promise<Outcome<unknown>>): Promise<Outcome<unknown>> {
  try {
    return await call()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    return problem('failed', t('call.failed', { name, reason }), t('call.failedSafe'), t('call.failedMend'))
  }
}

/**
 * Returns true if a message comes from the top frame of a window that shows our page. A frame inside the page may show
 * anything, and a frame that is gone has no address.
 */
function isFromPage({ senderFrame, sender }: IpcMainInvokeEvent): boolean {
  return senderFrame?.parent === null && senderFrame === sender.mainFrame && isPageAddress(senderFrame.url)
}

function refusal(name: CallName, why: 'call.foreign' | 'call.badArguments'): ReturnType<typeof problem> {
  return problem('invalid', t(why, { name }), t('call.refusedSafe'), t('call.refusedMend'))
}
