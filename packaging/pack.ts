/**
 * Runs electron-builder for one system, and reads back what it made:
 *
 *   node packaging/pack.ts SYSTEM [--dir] [--stand-in | --electron=FOLDER]
 *
 * `--dir` makes the app's folder alone, without installers. `--stand-in` packs files of Electron's names in place of it.
 * Writes what it read to out/packages/SYSTEM.json. Fails if a package has not what it must have.
 */
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { Arch, build, Platform, type AfterPackContext, type Configuration } from 'electron-builder'
import { LinuxTargetHelper } from 'app-builder-lib/out/targets/LinuxTargetHelper.js'
import { LinuxPackager } from 'app-builder-lib'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FUSES, packageConfig } from './config.ts'
import { installerProblems, LAYOUT, packageProblems, readPackage } from './readBack.ts'
import { releaseNotes } from './releaseNotes.ts'
import { writeStandIn } from './standIn.ts'
import { SYSTEMS, type System } from './systems.ts'

const ROOT = join(import.meta.dirname, '..')
const PACKAGES = join(ROOT, 'out', 'packages')

const PLATFORMS: Readonly<Record<System, Platform>> = {
  linux: Platform.LINUX,
  macos: Platform.MAC,
  windows: Platform.WINDOWS,
}

/**
 * Sets the fuses of a packed app, and fails if Electron has one that the configuration does not name. A universal app for
 * macOS is joined of two folders; the fuses are set in what is joined.
 */
async function setFuses(folder: string, system: System): Promise<void> {
  await flipFuses(join(folder, LAYOUT[system].program), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: system === 'macos' && process.platform === 'darwin',
    [FuseV1Options.RunAsNode]: FUSES.RunAsNode,
    [FuseV1Options.EnableCookieEncryption]: FUSES.EnableCookieEncryption,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FUSES.EnableNodeOptionsEnvironmentVariable,
    [FuseV1Options.EnableNodeCliInspectArguments]: FUSES.EnableNodeCliInspectArguments,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FUSES.EnableEmbeddedAsarIntegrityValidation,
    [FuseV1Options.OnlyLoadAppFromAsar]: FUSES.OnlyLoadAppFromAsar,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FUSES.LoadBrowserProcessSpecificV8Snapshot,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: FUSES.GrantFileProtocolExtraPrivileges,
    [FuseV1Options.WasmTrapHandlers]: FUSES.WasmTrapHandlers,
  })
}

/** Writes the desktop entry that a deb, an rpm and an AppImage get, beside the app's folder, for the tests to read. */
async function writeDesktopEntry({ packager, outDir }: AfterPackContext): Promise<void> {
  if (!(packager instanceof LinuxPackager)) return
  const helper = new LinuxTargetHelper(packager)
  const entry = await helper.computeDesktopEntry(packager.platformSpecificBuildOptions)
  mkdirSync(outDir, { recursive: true })
  writeFileSync(join(outDir, 'galley.desktop'), entry)
}

/** Runs electron-builder; returns the app's folders and the files that were made. */
async function pack(system: System, { dir, electron }: { dir: boolean; electron: string | undefined }) {
  const folders: string[] = []
  const config: Configuration = {
    ...packageConfig(process.env, releaseNotes(ROOT)),
    ...(electron === undefined ? {} : { electronDist: electron }),
    // Its own setting cannot name all fuses, and this is the last moment before signing.
    afterPack: async (context) => {
      if (context.appOutDir.endsWith('-temp')) return
      folders.push(context.appOutDir)
      await setFuses(context.appOutDir, system)
      await writeDesktopEntry(context)
    },
  }
  // Without Electron's two programs there is nothing to join: one is enough to read the package.
  const arch = dir && system === 'macos' && electron !== undefined ? [Arch.arm64] : []
  const targets = PLATFORMS[system].createTarget(dir ? ['dir'] : null, ...arch)
  const files = await build({ projectDir: ROOT, targets, config, publish: 'never' })
  return { folders, files }
}

/** Reads what was made, reports it, and returns what is wrong with it, one sentence each. */
async function readBack(system: System, made: { folders: readonly string[]; files: readonly string[] }) {
  const apps = await Promise.all(made.folders.map((folder) => readPackage(folder, system)))
  const installers = made.files.map((file) => ({ file, bytes: statSync(file).size }))
  writeFileSync(join(PACKAGES, `${system}.json`), JSON.stringify({ apps, installers }, null, 1))
  const pageFiles = readFileSync(join(ROOT, 'out', 'renderer', 'files.json'), 'utf8')
  const problems = apps.flatMap((app) => packageProblems(app, JSON.parse(pageFiles) as string[]))
  return [...problems, ...installerProblems(made.files)]
}

async function main(name: string | undefined, options: readonly string[]): Promise<void> {
  const system = SYSTEMS.find((each) => each === name)
  if (system === undefined)
    throw new Error(`there is no system ${String(name)}. There are: ${SYSTEMS.join(', ')}.`)
  const standIn = options.includes('--stand-in') ? mkdtempSync(join(tmpdir(), 'galley-electron-')) : undefined
  try {
    if (standIn !== undefined) writeStandIn(standIn, system)
    const named = options.find((option) => option.startsWith('--electron='))?.slice('--electron='.length)
    const made = await pack(system, { dir: options.includes('--dir'), electron: standIn ?? named })
    const problems = await readBack(system, made)
    for (const problem of problems) process.stderr.write(`${problem}\n`)
    process.exitCode = problems.length > 0 ? 1 : 0
  } finally {
    if (standIn !== undefined) rmSync(standIn, { recursive: true, force: true })
  }
}

const [name, ...options] = process.argv.slice(2)
await main(name, options)
