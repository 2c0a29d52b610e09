/** Reads packages back and compares them with what they must have. Nothing here trusts electron-builder's own report. */
import { getRawHeader, listPackage, statFile } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { FUSES, MAX_APP_BYTES, MAX_INSTALLER_BYTES } from './config.ts'
import { unexpectedFiles } from './contents.ts'
import type { System } from './systems.ts'

/** Where the parts of a packed app are, in the folder that electron-builder made. */
export const LAYOUT: Readonly<Record<System, { resources: string; program: string }>> = {
  linux: { resources: 'resources', program: 'galley' },
  windows: { resources: 'resources', program: 'Galley.exe' },
  macos: { resources: 'Galley.app/Contents/Resources', program: 'Galley.app' },
}

/** What a packed app consists of, as it was read back. */
export interface PackedApp {
  readonly folder: string
  /** The size of `app.asar`, in bytes. */
  readonly bytes: number
  /** Sizes of the files in `app.asar` in bytes, by path. */
  readonly files: Readonly<Record<string, number>>
  /** True if every file in `app.asar` has hashes, which Electron checks when it reads the file. */
  readonly hasIntegrity: boolean
  /** Electron's fuses by name; null for one that is neither on nor off. */
  readonly fuses: Readonly<Record<string, boolean | null>>
  /** Names in the folder of resources, beside which the archive lies. */
  readonly resources: readonly string[]
}

/**
 * Reads a packed app.
 * @param folder the app's folder, as electron-builder made it
 */
export async function readPackage(folder: string, system: System): Promise<PackedApp> {
  const { resources, program } = LAYOUT[system]
  const archive = join(folder, resources, 'app.asar')
  return {
    folder,
    bytes: statSync(archive).size,
    files: filesIn(archive),
    hasIntegrity: hasIntegrity(archive),
    fuses: await fusesOf(join(folder, program)),
    resources: readdirSync(join(folder, resources)),
  }
}

/**
 * Returns what is wrong with a packed app, one sentence each; nothing if it is as it must be.
 * @param pageFiles paths of the page's files, as the build listed them
 */
export function packageProblems(app: PackedApp, pageFiles: readonly string[]): string[] {
  const problems = unexpectedFiles(Object.keys(app.files), pageFiles).map((text) => `app.asar ${text}.`)
  if (app.bytes > MAX_APP_BYTES)
    problems.push(`app.asar has ${String(app.bytes)} bytes, more than ${String(MAX_APP_BYTES)}.`)
  if (!app.hasIntegrity) problems.push('app.asar has no integrity data.')
  const outside = app.resources.filter((name) => /^app(?!-update\.yml$|\.asar$)/.test(name))
  if (outside.length > 0) problems.push(`The app lies outside app.asar, too: ${outside.join(', ')}.`)
  for (const [name, wanted] of Object.entries(FUSES))
    if (app.fuses[name] !== wanted) problems.push(`The fuse ${name} is not ${wanted ? 'on' : 'off'}.`)
  return problems
}

/** Returns the sizes of the files in an archive by their paths, with `/` between the parts. */
function filesIn(archive: string): Record<string, number> {
  const paths = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/').slice(1))
  return Object.fromEntries(
    paths.flatMap((path) => {
      const entry = statFile(archive, join(path), false)
      return 'size' in entry ? [[path, entry.size]] : []
    }),
  )
}

function hasIntegrity(archive: string): boolean {
  const { headerString } = getRawHeader(archive)
  const files = headerString.match(/"offset":/g)?.length ?? 0
  return files > 0 && headerString.match(/"integrity":/g)?.length === files
}

async function fusesOf(program: string): Promise<Record<string, boolean | null>> {
  const wire = await getCurrentFuseWire(program)
  return Object.fromEntries(
    Object.keys(FUSES).map((name) => {
      const state = wire[FuseV1Options[name as keyof typeof FUSES]]
      return [name, state === FuseState.ENABLE ? true : state === FuseState.DISABLE ? false : null]
    }),
  )
}

/** Returns which installers are too large, one sentence each. */
export function installerProblems(files: readonly string[]): string[] {
  return files
    .filter((file) => /\.(exe|dmg|zip|AppImage|deb|rpm)$/.test(file))
    .flatMap((file) => {
      const limit = MAX_INSTALLER_BYTES[file.includes('universal') ? 'universal' : 'each']
      const { size } = statSync(file)
      return size > limit ? [`${basename(file)} has ${String(size)} bytes, more than ${String(limit)}.`] : []
    })
}
