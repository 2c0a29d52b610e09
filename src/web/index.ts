import { realpath } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { stateFolder } from '../desk/disk/systemFolders.ts'
import { openDesk } from '../desk/index.ts'
import { startHost } from './host.ts'
import { openBrowser } from './openBrowser.ts'
import { type Options, readOptions } from './options.ts'
import { readPage } from './pageFiles.ts'
import { openSavedAddress } from './savedAddress.ts'
import { openSettings } from './settings.ts'

/** The browser host: one line on stdout, the address; everything else it has to say goes to stderr. */

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const page = await readPage(options.page)
  const opened = await openDesk({
    library: options.library,
    settings: openSettings(options.settings),
    log: say,
  })
  if (!opened.ok) throw new Error(`${opened.problem.what} ${opened.problem.mend}`)
  const desk = opened.value
  const saved = await openSavedAddress(await addressFolder(options), say)
  const host = await startHost({ desk, page, port: options.port, saved, log: say }).catch(
    async (error: unknown) => {
      await desk.close()
      throw portProblem(error, options.port)
    },
  )
  let closing = false
  const close = async (): Promise<void> => {
    if (closing) return
    closing = true
    await desk.close()
    await host.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close())
  process.stdout.write(`${host.address}\n`)
  if (options.open)
    openBrowser(host.address, () => {
      say('No browser could be opened: open the address above in one.')
    })
}

/** The folder of the library's token and ports. One library has one, by whatever path it was named. */
async function addressFolder({ library, settings }: Options): Promise<string> {
  const folder = await realpath(library).catch(() => resolve(library))
  return settings === undefined
    ? stateFolder(folder)
    : join(settings, 'libraries', basename(stateFolder(folder)))
}

function portProblem(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  const at = `127.0.0.1:${String(port)}`
  if (code === 'EADDRINUSE')
    return new Error(
      `Port ${String(port)} is in use by another program. Choose another with --port N (0: any).`,
    )
  if (code === 'EACCES')
    return new Error(
      `The system does not let Galley listen on ${at}. Choose a port from 1024 up with --port N.`,
    )
  return error
}

try {
  await run()
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
