import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { FUSES } from '../../packaging/config.ts'
import { projectNode } from '../../scripts/project.mjs'

const ROOT = join(import.meta.dirname, '..', '..')
const PACKAGES = join(ROOT, 'out', 'packages')

interface Report {
  readonly apps: readonly {
    readonly folder: string
    readonly bytes: number
    readonly files: Readonly<Record<string, number>>
    readonly fuses: Readonly<Record<string, boolean | null>>
    readonly hasIntegrity: boolean
  }[]
}

/** Packs the app for a system around a stand-in for Electron, and returns what was read back from it. */
async function pack(system: string): Promise<Report['apps'][number]> {
  await promisify(execFile)(projectNode(), ['packaging/pack.ts', system, '--dir', '--stand-in'], {
    cwd: ROOT,
  })
  const report = JSON.parse(await readFile(join(PACKAGES, `${system}.json`), 'utf8')) as Report
  const [app, ...others] = report.apps
  if (app === undefined || others.length > 0) throw new Error(`${system}: not one app`)
  return app
}

// Installed by `npm run dist` and `npm run test:long`, not by `npm test`.
describe.runIf(existsSync(join(ROOT, 'packaging', 'node_modules')))('a package', () => {
  test.each(['linux', 'windows', 'macos'])(
    'for %s has the app and nothing else, and every fuse',
    async (system) => {
      const app = await pack(system)
      expect(app.bytes).toBeLessThan(8_000_000)
      expect(app.hasIntegrity).toBe(true)
      expect(app.fuses).toEqual(FUSES)
      const files = Object.keys(app.files)
      expect(files).toContain('out/main/index.js')
      expect(files.filter((file) => /node_modules|\.map$|^tests|^src|out\/(web|cli)/.test(file))).toEqual([])
    },
  )

  test('for Linux has a desktop entry with its files and links', async () => {
    const entry = await readFile(join(PACKAGES, 'galley.desktop'), 'utf8')
    expect(entry).toMatch(/^Name=Galley$/m)
    expect(entry).toMatch(/^Exec=.*galley %U$/m)
    expect(entry).toMatch(/^StartupWMClass=galley$/m)
    expect(entry).toMatch(/^MimeType=.*application\/x-galley;.*x-scheme-handler\/galley;/m)
  })

  test('for macOS declares its files, and the archive’s hash', async () => {
    const plist = await readFile(join(PACKAGES, 'mac-arm64/Galley.app/Contents/Info.plist'), 'utf8')
    expect(plist).toContain('<string>io.github.galley-editor.galley</string>')
    expect(plist).toContain('ElectronAsarIntegrity')
    expect(plist).toContain('NSDocumentsFolderUsageDescription')
    expect(plist).toContain('UTExportedTypeDeclarations')
  })

  test('for Windows has the archive’s hash in its program', async () => {
    const program = await readFile(join(PACKAGES, 'win-unpacked/Galley.exe'), 'latin1')
    expect(program).toMatch(/"file":"resources\\\\app\.asar","alg":"SHA256"/i)
  })
})
