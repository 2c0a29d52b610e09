import { app, BrowserWindow, protocol } from 'electron'
import { readPageFile } from './files.ts'

/** The least main process that shows the bare page. Arguments: `--page=FOLDER --words=N`. */
const argument = (name: string): string =>
  process.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3) ?? ''

protocol.registerSchemesAsPrivileged([
  { scheme: 'galley', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
void app.whenReady().then(() => {
  protocol.handle('galley', async ({ url }) => {
    try {
      const { bytes, mime } = await readPageFile(argument('page'), new URL(url).pathname)
      return new Response(bytes, { headers: { 'Content-Type': mime } })
    } catch {
      return new Response('', { status: 404 })
    }
  })
  const window = new BrowserWindow({ width: 1440, height: 900 })
  void window.loadURL(`galley://app/?words=${argument('words')}`)
})
