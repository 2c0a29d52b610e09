import type { App } from 'electron'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PageEvents } from '../page/pageEvents.ts'
import type { Windows } from '../windows/windows.ts'
import type { SmokeFolders } from './smoke.ts'

/**
 * Returns true if Galley was started to try itself, with `--smoke` or `GALLEY_SMOKE=1`. It then makes a draft in a folder of its
 * own, reports what it saw and ends: see smoke.ts.
 * @param args as `process.argv`
 */
export function isSmokeRun(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return args.includes('--smoke') || env.GALLEY_SMOKE === '1'
}

/**
 * Gives a smoke run folders of its own, which are removed when the process ends. Must be called before anything reads a
 * folder and before the single-instance lock, which hangs on `userData`: a smoke run never touches the writer's drafts.
 * @param args `process.argv`, to which the library is added
 */
export function setupSmokeRun(app: Pick<App, 'setPath'>, args: string[]): SmokeFolders {
  const folder = mkdtempSync(join(tmpdir(), 'galley-smoke-'))
  const folders = { userData: join(folder, 'userData'), library: join(folder, 'library') }
  for (const each of Object.values(folders)) mkdirSync(each)
  // The first start's pages would cover what the run clicks.
  writeFileSync(join(folders.userData, 'settings.json'), JSON.stringify({ welcomed: true }))
  app.setPath('userData', folders.userData)
  args.push(`--library=${folders.library}`)
  process.once('exit', () => {
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Windows keeps files that Chromium has open. The system empties its temporary folder.
    }
  })
  return folders
}

export interface SmokeRunParts {
  readonly app: Pick<App, 'getVersion' | 'isPackaged' | 'quit' | 'exit'>
  readonly folders: SmokeFolders
  readonly windows: Pick<Windows, 'focused'>
  readonly events: Pick<PageEvents, 'send'>
}

/** Runs the smoke run in the window that is open, and ends the app. */
export async function startSmokeRun({ app, folders, windows, events }: SmokeRunParts): Promise<void> {
  const contents = windows.focused()?.webContents
  const printError = (line: string): void => void process.stderr.write(`${line}\n`)
  if (contents === undefined) {
    printError('The smoke run failed: no window is open')
    app.exit(1)
    return
  }
  const { runSmoke } = await import('./smoke.ts')
  await runSmoke({
    ...{ app, contents, folders, printError },
    send: (event) => {
      events.send(contents, event)
    },
    startedAt: performance.timeOrigin,
    readFuses: async () => (await import('./fuses.ts')).readFuses(process.execPath),
    print: (line) => void process.stdout.write(`${line}\n`),
  })
}
