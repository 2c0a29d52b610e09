import type { Session } from 'electron'

/**
 * Denies the page every permission, device and download. The page asks its host for what it needs, by the contract.
 * Without these handlers Electron grants nearly everything.
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
  session.setPermissionRequestHandler((_contents, _permission, respond) => {
    respond(false)
  })
  session.setPermissionCheckHandler(() => false)
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
