import { realpath } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { openDesk } from '../desk/index.ts'
import { defaultLibrary, readChosenLibrary, stateFolder } from '../desk/startup.ts'
import { readBuiltPage } from '../hosting/builtPage.ts'
import { startHost } from './host.ts'
import { t } from './messages.ts'
import { openBrowser } from './openBrowser.ts'
import { type Options, readOptions } from './options.ts'
import { openSavedAddress } from './savedAddress.ts'
import { openSettings } from './settings.ts'

/**
 * The browser host's entry: opens the desk on a library and serves it with the page until a signal ends the process.
 * stdout has one line, the address; everything else goes to stderr. The exit code is 0 after a signal, 1 if the host cannot
 * start.
 */

const log = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const page = await readBuiltPage(options.page)
  const chosen = readChosenLibrary(options.settings)
  const library = options.library ?? (chosen === '' ? await defaultLibrary() : chosen)
  const opened = await openDesk({
    library,
    settings: openSettings(options.settings),
    log,
  })
  if (!opened.ok) {
    const { what, mend } = opened.problem
    const isChosen = options.library === undefined && chosen !== ''
    throw new Error(t(isChosen ? 'start.chosenFailed' : 'start.failed', { what, mend }))
  }
  const desk = opened.value
  const saved = await openSavedAddress(await addressFolder(library, options), log)
  const host = await startHost({ desk, page, port: options.port, saved, log }).catch(
    async (error: unknown) => {
      await desk.close()
      throw portError(error, options.port)
    },
  )
  let isClosing = false
  const close = async (): Promise<void> => {
    if (isClosing) return
    isClosing = true
    await desk.close()
    await host.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close())
  process.stdout.write(`${host.address}\n`)
  if (options.open)
    openBrowser(host.address, () => {
      log(t('start.noBrowser'))
    })
}

/**
 * Returns the folder of the library's token and ports. One library has one folder, whichever path it is opened by: links
 * are resolved.
 */
async function addressFolder(library: string, { settings }: Options): Promise<string> {
  const folder = await realpath(library).catch(() => resolve(library))
  return settings === undefined
    ? stateFolder(folder)
    : join(settings, 'libraries', basename(stateFolder(folder)))
}

/** Returns an error that says what to do about a port, where the system's own does not. */
function portError(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'EADDRINUSE') return new Error(t('start.portInUse', { port: String(port) }))
  if (code === 'EACCES') return new Error(t('start.portDenied', { address: `127.0.0.1:${String(port)}` }))
  return error
}

try {
  await run()
} catch (error) {
  log(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
