import { spawn } from 'node:child_process'

/** A program and its arguments that open an address of ours in the default browser. */
export function browserCommand(
  platform: NodeJS.Platform,
  address: string,
): { readonly command: string; readonly args: readonly string[] } {
  if (platform === 'darwin') return { command: 'open', args: [address] }
  // Not `cmd /c start`: that reads &, % and ^ in an address as its own. This handler takes it as it is.
  if (platform === 'win32') return { command: 'rundll32.exe', args: ['url.dll,FileProtocolHandler', address] }
  return { command: 'xdg-open', args: [address] }
}

/** Opens the default browser; `failed` hears when there is none to be opened. */
export function openBrowser(address: string, failed: () => void): void {
  const { command, args } = browserCommand(process.platform, address)
  const child = spawn(command, args, { stdio: 'ignore', detached: true, shell: false })
  child.once('error', failed)
  child.once('exit', (code) => {
    if (code !== 0 && code !== null) failed()
  })
  child.unref()
}
