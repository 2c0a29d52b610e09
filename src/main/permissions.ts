import type { Session } from 'electron'
import { isPlayerAddress } from '../hosting/players.ts'

/**
 * Denies every permission, device and download but one: an embed's player may fill the screen. The page asks its host for
 * what it needs, by the contract. Without these handlers Electron grants nearly everything.
 */
export function setupPermissions(
  session: Pick<
    Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
    | 'setBluetoothPairingHandler'
    | 'on'
  >,
): void {
  session.setPermissionRequestHandler((_contents, permission, respond, details) => {
    respond(isGranted(permission, details))
  })
  session.setPermissionCheckHandler((_contents, permission, _origin, details) =>
    isGranted(permission, details),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, respond) => {
    respond(null)
  })
  session.setBluetoothPairingHandler((_details, respond) => {
    respond({ confirmed: false })
  })
  // Files are saved by the host's save dialog alone.
  session.on('will-download', (event) => {
    event.preventDefault()
  })
}

/** The frame that asks. `requestingUrl` is the last address it loaded. */
interface Asking {
  readonly isMainFrame: boolean
  readonly requestingUrl?: string
}

function isGranted(permission: string, { isMainFrame, requestingUrl = '' }: Asking): boolean {
  return permission === 'fullscreen' && !isMainFrame && isPlayerAddress(requestingUrl)
}
