import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { describe, expect, test } from 'vitest'
import { licencePlugins, mergeLicences, packageFolder, readLicence } from '../../scripts/licences.mjs'
import { folderWith, put } from './project.ts'

/** A package as npm installs it. */
function packageFiles(name: string, licence: string): Record<string, string> {
  const folder = `node_modules/${name}`
  return {
    [`${folder}/package.json`]: JSON.stringify({
      name,
      version: '1.2.3',
      license: licence,
      main: 'index.js',
    }),
    [`${folder}/index.js`]: `export const name = ${JSON.stringify(name)}`,
    [`${folder}/LICENSE`]: `The licence of ${name}`,
  }
}

/** Returns the row of {@link packageFiles} in a list. */
function row(name: string, licence: string) {
  return { name, version: '1.2.3', licence, text: `The licence of ${name}` }
}

const LISTS = ['main', 'preload', 'renderer', 'web', 'worker', 'documents', 'pictures', 'cli']

describe('the folder of a module’s package', () => {
  test.each([
    ['/p/node_modules/vue/dist/vue.js', '/p/node_modules/vue'],
    ['/p/node_modules/@tiptap/core/index.js?url', '/p/node_modules/@tiptap/core'],
    ['\0/p/node_modules/a/node_modules/b/b.js', '/p/node_modules/a/node_modules/b'],
    ['C:\\p\\node_modules\\yaml\\index.js', 'C:/p/node_modules/yaml'],
    ['/p/src/main.ts', null],
    ['\0vite/modulepreload-polyfill.js', null],
  ])('of %j is %j', (module, folder) => {
    expect(packageFolder(module)).toBe(folder)
  })
})

describe('a build', () => {
  test('notes the packages that are in its bundle, and those alone', async () => {
    const root = folderWith({
      ...packageFiles('used', 'MIT'),
      ...packageFiles('unused', 'MIT'),
      ...packageFiles('threaded', 'ISC'),
      ...packageFiles('styled', 'OFL-1.1'),
      'node_modules/styled/font.woff2': 'x'.repeat(9000),
      'node_modules/styled/style.css': '@font-face { font-family: s; src: url(./font.woff2) }',
      'main.js': `import { name } from 'used'\nimport { name as other } from 'unused'\nimport 'styled/style.css'
        new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })\nconsole.log(name)`,
      'worker.js': `import { name } from 'threaded'\npostMessage(name)`,
      'index.html': '<script type="module" src="./main.js"></script>',
    })
    put(root, 'node_modules/unused/package.json', JSON.stringify({ name: 'unused', sideEffects: false }))
    const { bundle, worker } = licencePlugins()
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [bundle],
      worker: { plugins: () => [worker], format: 'es' },
    })
    const list: unknown = JSON.parse(readFileSync(join(root, 'dist', 'licences.json'), 'utf8'))
    expect(list).toEqual([row('styled', 'OFL-1.1'), row('threaded', 'ISC'), row('used', 'MIT')])
  })
})

describe('the list of licences', () => {
  test('joins the lists of all builds, with Electron, each package once', () => {
    const root = folderWith(packageFiles('electron', 'MIT'))
    for (const name of LISTS) put(root, `out/${name}/licences.json`, JSON.stringify([row('vue', 'MIT')]))
    put(root, 'out/web/licences.json', JSON.stringify([row('ws', 'MIT'), row('vue', 'MIT')]))
    expect(mergeLicences(root)).toEqual([row('electron', 'MIT'), row('vue', 'MIT'), row('ws', 'MIT')])
    expect(existsSync(join(root, 'out', 'main', 'licences.json'))).toBe(false)
    expect(existsSync(join(root, 'out', 'renderer', 'licences.json'))).toBe(true)
  })

  test('is not made if a build left none', () => {
    const root = folderWith(packageFiles('electron', 'MIT'))
    expect(() => mergeLicences(root)).toThrow('the build of main left no list of licences')
  })

  test('has the text of the MIT licence also for a package that only names it', () => {
    const root = folderWith({
      'package.json': '{"name": "x", "version": "1.0.0", "license": "MIT", "author": "Ada <a@b.c>"}',
    })
    expect(readLicence(root).text).toMatch(/Copyright \(c\) Ada <a@b\.c>[^]+WITHOUT WARRANTY/)
  })

  test('has the text of a package’s repository where the package leaves it out', () => {
    const root = folderWith({
      'package.json': '{"name": "saxes", "version": "6.0.0", "license": "ISC", "author": "Ada"}',
    })
    expect(readLicence(root).text).toMatch(/^The ISC License[^]+Isaac Z\. Schlueter[^]+Mathias Bynens/)
  })

  test('has no text where nobody knows it', () => {
    const root = folderWith({ 'package.json': '{"name": "x", "version": "1.0.0", "license": "ISC"}' })
    expect(readLicence(root).text).toBe('')
  })

  test('refuses a package without a licence', () => {
    const root = folderWith({ 'package.json': '{"name": "x"}' })
    expect(() => readLicence(root)).toThrow('names no licence')
  })
})
