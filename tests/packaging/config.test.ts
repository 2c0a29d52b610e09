import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import metadata from '../../package.json' with { type: 'json' }
import { APP_ID, FILES, FUSES, packageConfig } from '../../packaging/config.ts'
import { unexpectedFiles } from '../../packaging/contents.ts'
import { notesOf } from '../../packaging/releaseNotes.ts'
import { reportProblems } from '../../packaging/smokeReport.ts'
import { readOptions } from '../../scripts/packages/dist.mjs'

const config = packageConfig({})

describe('the packages', () => {
  test('have all nine fuses as a hardened app needs them', () => {
    expect(FUSES).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    })
  })

  test('are those of three systems', () => {
    expect(config.win.target).toEqual([
      { target: 'nsis', arch: ['x64', 'arm64'] },
      { target: 'portable', arch: ['x64', 'arm64'] },
    ])
    expect(config.mac.target).toEqual([
      { target: 'dmg', arch: ['universal'] },
      { target: 'zip', arch: ['universal'] },
    ])
    expect(config.linux.target.map(({ target }) => target)).toEqual(['AppImage', 'deb', 'rpm'])
  })

  test('have one installer for each processor of Windows, and names that do not collide', () => {
    expect(config.nsis.buildUniversalInstaller).toBe(false)
    expect(config.portable.buildUniversalInstaller).toBe(false)
    expect(config.win.artifactName).not.toBe(config.portable.artifactName)
  })

  test('name an author with an address and a homepage, which a deb and an rpm must have', () => {
    expect(metadata.author).toMatch(/^.+ <.+@.+>$/)
    expect(new URL(metadata.homepage).protocol).toBe('https:')
    expect(APP_ID).not.toContain('example')
  })

  test('are one archive, and collect nothing from node_modules', async () => {
    expect(config.asar).toBe(true)
    expect(config).not.toHaveProperty('asarUnpack')
    expect(await config.beforeBuild()).toBe(false)
    expect(FILES.filter((rule) => /node_modules|web|cli|tests|^\*\*/.test(rule))).toEqual([])
    expect(FILES).toContain('!**/*.map')
  })

  test('have every icon that the desktop host names', () => {
    const host = readFileSync(join(import.meta.dirname, '..', '..', 'src', 'main', 'app.ts'), 'utf8')
    const named = [...host.matchAll(/'resources', 'icons', 'linux', '([^']+)'/g)].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(0)
    expect(FILES).toEqual(expect.arrayContaining(named.map((name) => `resources/icons/linux/${name}`)))
  })

  test('own .galley files, and open others without taking them over', () => {
    expect(config.fileAssociations).toMatchObject([{ ext: 'galley', rank: 'Owner', role: 'Editor' }])
    expect(config.mac.fileAssociations.flatMap(({ ext }) => ext)).toEqual(
      expect.arrayContaining(['md', 'html', 'txt', 'docx']),
    )
    expect(config.mac.fileAssociations.every(({ rank }) => rank === 'Alternate')).toBe(true)
    expect(config.linux.mimeTypes).toContain('text/markdown')
    expect(config.protocols).toMatchObject([{ schemes: ['galley'] }])
  })

  test('run under the hardened runtime, and are notarised if Apple’s key is there', () => {
    expect(config.mac).toMatchObject({ hardenedRuntime: true, notarize: false })
    const env = { APPLE_API_KEY: 'k', APPLE_API_KEY_ID: 'i', APPLE_API_ISSUER: 's' }
    expect(packageConfig(env).mac.notarize).toBe(true)
  })

  test('must be signed if a release says so', () => {
    expect(config.forceCodeSigning).toBe(false)
    expect(packageConfig({ GALLEY_SIGN: 'required' }).forceCodeSigning).toBe(true)
  })

  test('find updates at one address, which an environment variable replaces', () => {
    expect(config.publish.map(({ url }) => new URL(url).protocol)).toEqual(['https:'])
    const [place] = packageConfig({ GALLEY_UPDATES_URL: 'https://updates.test/galley' }).publish
    expect(place?.url).toBe('https://updates.test/galley')
  })
})

describe('the content of an archive', () => {
  const expected = [
    'LICENSE',
    'out/documents/worker.js',
    'out/main/index.js',
    'out/main/smoke-Dh_B288b.js',
    'out/pictures/libheif-bundle.mjs',
    'out/pictures/vips-node.mjs',
    'out/pictures/vips.wasm',
    'out/pictures/worker.js',
    'out/preload/index.cjs',
    'out/renderer/files.json',
    'out/renderer/index.html',
    'out/worker/search.js',
    'package.json',
    'resources/icons/linux/512x512.png',
    'resources/icons/linux/64x64.png',
  ]

  test('is right if every file is there and no other', () => {
    expect(unexpectedFiles(expected, ['index.html'])).toEqual([])
  })

  test.each(['node_modules/ws/index.js', 'out/main/index.js.map', 'tests/build.ts', 'out/web/index.js'])(
    'is wrong with %s',
    (file) => {
      expect(unexpectedFiles([...expected, file], ['index.html'])).toEqual([`has ${file}`])
    },
  )

  test('is wrong without a file of the page', () => {
    expect(unexpectedFiles(expected, ['index.html', 'assets/a.js'])).toEqual([
      'lacks out/renderer/assets/a.js',
    ])
  })
})

describe('the report of a smoke run', () => {
  const report = {
    isSaved: true,
    settings: { focusMode: true },
    found: ['A smoke run'],
    pdfBytes: 9000,
    picture: { bytes: 9000 },
    firstPaintMs: 900,
    fuses: FUSES,
  }

  test('is right if everything was seen', () => {
    expect(reportProblems(report)).toEqual([])
  })

  test('is wrong with a fuse that is not as it must be, without a paint, or without a draft', () => {
    const changed = { ...report, isSaved: false, firstPaintMs: null, fuses: { ...FUSES, RunAsNode: true } }
    expect(reportProblems(changed)).toEqual([
      'The draft is not on the disk.',
      'The first paint came after Infinity ms.',
      'The fuse RunAsNode is not off.',
    ])
    expect(reportProblems({}).length).toBeGreaterThan(10)
  })
})

describe('release notes', () => {
  const changelog =
    '# Changelog\n\n## Unreleased\n\n* new\n\n## 1.1.0 (2026-10-01)\n\n* older\n\n## 1.0.0\n\n* first\n'

  test('are a version’s section of the changelog', () => {
    expect(notesOf(changelog, '1.1.0')).toBe('* older')
  })

  test('are what is unreleased for a version without one', () => {
    expect(notesOf(changelog, '1.2.0')).toBe('* new')
  })
})

describe('the options of `npm run dist`', () => {
  test('name this system if they name none', () => {
    const { systems, own, dir } = readOptions(['--dir'])
    expect(systems).toEqual([own])
    expect(dir).toBe(true)
  })

  test('name several systems', () => {
    expect(readOptions(['--windows', '--linux']).systems).toEqual(['linux', 'windows'])
  })

  test('make no installer of a stand-in', () => {
    expect(() => readOptions(['--stand-in'])).toThrow('--dir')
  })

  test('are refused in a sentence if unknown', () => {
    expect(() => readOptions(['--dri'])).toThrow('npm run dist -- --help')
  })
})
