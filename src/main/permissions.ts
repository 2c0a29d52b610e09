import type { Session } from 'electron'

/**
 * The page is granted nothing: what it needs of the machine it asks of its host by the contract. Electron would say
 * yes to nearly everything.
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
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => {
    answer(null)
  })
  session.setBluetoothPairingHandler((_details, answer) => {
    answer({ confirmed: false })
  })
  // Files leave through the save dialog alone.
  session.on('will-download', (event) => {
    event.preventDefault()
  })
}
