/**
 * Makes the stand-in for Electron's distribution that is packed where the real one cannot be had: files of the right names with
 * a fuse wire in the program, so that electron-builder makes everything else of a package. It cannot be run.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { STAND_IN_LINE, type System } from './systems.ts'

/** What precedes the fuses in Electron's program, as `@electron/fuses` looks for it. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** A text with nine fuses, each off: version 1, length 9. */
const PROGRAM = `${STAND_IN_LINE}\n${FUSE_SENTINEL}\u0001\u0009${'0'.repeat(9)}\n`

/** The helper apps in Electron's bundle for macOS, with the suffixes of their names. */
const HELPERS = ['', ' (Renderer)', ' (Plugin)', ' (GPU)']

/** Files of a distribution by their paths. */
type Files = Record<string, string | Uint8Array>

const LICENCES: Files = { LICENSE: 'Electron', 'LICENSES.chromium.html': 'Chromium' }

const DISTRIBUTIONS: Readonly<Record<System, () => Files>> = {
  linux: () => ({ ...LICENCES, electron: PROGRAM, 'chrome-sandbox': PROGRAM, 'locales/en-US.pak': '' }),
  windows: () => ({ ...LICENCES, 'electron.exe': windowsProgram(), 'locales/en-US.pak': '' }),
  macos: () => ({
    ...LICENCES,
    ...macosBundle('Electron.app', 'Electron'),
    'Electron.app/Contents/Frameworks/Electron Framework.framework/Electron Framework': PROGRAM,
    ...Object.fromEntries(HELPERS.flatMap((suffix) => Object.entries(macosHelper(suffix)))),
  }),
}

/** Writes the stand-in into a folder. */
export function writeStandIn(folder: string, system: System): void {
  for (const [path, content] of Object.entries(DISTRIBUTIONS[system]())) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content, { mode: 0o755 })
  }
}

/** Returns an empty program of Windows with version strings, which electron-builder replaces. */
function windowsProgram(): Uint8Array {
  const program = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(program)
  const version = Resource.VersionInfo.createEmpty()
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' })
  version.outputToResourceEntries(resources.entries)
  resources.outputResource(program)
  // Windows ignores what follows a program's sections.
  return Buffer.concat([Buffer.from(program.generate()), Buffer.from(PROGRAM)])
}

function macosHelper(suffix: string): Files {
  const name = `Electron Helper${suffix}`
  return macosBundle(`Electron.app/Contents/Frameworks/${name}.app`, name)
}

function macosBundle(folder: string, name: string): Files {
  const plist = `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string></dict></plist>\n`
  return { [`${folder}/Contents/Info.plist`]: plist, [`${folder}/Contents/MacOS/${name}`]: PROGRAM }
}
