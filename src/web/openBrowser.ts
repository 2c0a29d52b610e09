import { spawn } from 'node:child_process'

/** Returns the program, and its arguments, that opens an address in the system's default browser. */
export function browserCommand(
  platform: NodeJS.Platform,
  address: string,
): { readonly command: string; readonly args: readonly string[] } {
  if (platform === 'darwin') return { command: 'open', args: [address] }
  // Not `cmd /c start`, which interprets &, % and ^ in an address. This handler takes the address as it is.
  if (platform === 'win32') return { command: 'rundll32.exe', args: ['url.dll,FileProtocolHandler', address] }
  return { command: 'xdg-open', args: [address] }
}

/**
 * Opens the default browser. The host does not wait for it, and does not end it.
 * @param onFailure called if there is no browser to open
 */
export function openBrowser(address: string, onFailure: () => void): void {
  const { command, args } = browserCommand(process.platform, address)
  const child = spawn(command, args, { stdio: 'ignore', detached: true, shell: false })
  child.once('error', onFailure)
  child.once('exit', (code) => {
    if (code !== 0 && code !== null) onFailure()
  })
  child.unref()
}
