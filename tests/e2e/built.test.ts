import { readdir, readFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

const OUT = join(import.meta.dirname, '..', '..', 'out')

/** What a built file asks its runtime for: ES imports, and `require` in what is CommonJS. */
async function importedModules(file: string): Promise<string[]> {
  const text = await readFile(join(OUT, file), 'utf8')
  const imports = [...text.matchAll(/(?:^|[;}])(?:import|export)\b[^;'"`()]*?(?:from\s*)?["']([^"']+)["']/gm)]
  const requires = file.endsWith('.cjs') ? [...text.matchAll(/\brequire\(["']([^"']+)["']\)/g)] : []
  return [...new Set([...imports, ...requires].map(([, name = '']) => name.replace(/^node:/, '')))]
}

/** Reads a JSON file of the build. */
async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(join(OUT, file), 'utf8')) as T
}

/** Returns a built script and all scripts that it imports statically, at any depth; paths from `out/`. */
async function withStaticImports(file: string, found = new Set<string>()): Promise<ReadonlySet<string>> {
  if (found.has(file)) return found
  found.add(file)
  const text = await readFile(join(OUT, file), 'utf8')
  const imports = text.matchAll(/\b(?:import|export)\b[^;'"()]*?["'](\.{1,2}\/[^"']+\.js)["']/g)
  for (const [, name = ''] of imports) await withStaticImports(join(dirname(file), name), found)
  return found
}

/** Returns the size of files together, each compressed by gzip, in bytes. */
async function gzippedSize(files: Iterable<string>): Promise<number> {
  let size = 0
  for (const file of files) size += gzipSync(await readFile(join(OUT, file))).length
  return size
}

describe('the page’s first load', () => {
  test('has less than 250 KB compressed, without the editor, which is fetched with it', async () => {
    const html = await readFile(join(OUT, 'renderer', 'index.html'), 'utf8')
    const named = (pattern: RegExp) =>
      [...html.matchAll(pattern)].map(([, path = '']) => join('renderer', path))
    const [script = ''] = named(/<script[^>]* src="([^"]+)"/g)
    const preloaded = named(/<link rel="modulepreload"[^>]* href="([^"]+)"/g)
    const [page = '', ...others] = preloaded.filter((path) => basename(path).startsWith('page-'))
    expect(others).toEqual([])
    expect(await gzippedSize(await withStaticImports(script))).toBeLessThan(5_000)
    const first = await withStaticImports(page, new Set(await withStaticImports(script)))
    const size = await gzippedSize([...first, ...named(/<link rel="stylesheet"[^>]* href="([^"]+)"/g)])
    expect(size).toBeGreaterThan(100_000)
    expect(size).toBeLessThan(250_000)
    // What the frame does not need waits in a template for its paint.
    const [head = '', later = ''] = html.split('<template id="after-paint">')
    expect(later).not.toBe('')
    expect(head).not.toContain('modulepreload')
    const fontsIn = (part: string) =>
      [...part.matchAll(/<link rel="preload" as="font"[^>]* href="[^"]*\/(\w+)-/g)].map(([, name]) => name)
    expect([fontsIn(head), fontsIn(later)]).toEqual([['inter'], ['newsreader']])
    const editor = preloaded.filter((path) => path.includes('ArticleEditor'))
    expect(editor).toHaveLength(1)
    expect([...first].filter((path) => path.includes('ArticleEditor'))).toEqual([])
  })
})

describe('the desktop app’s start', () => {
  test('loads less than 300 KB of scripts before the first window, and the desk apart from them', async () => {
    const entry = await readFile(join(OUT, 'main', 'index.js'), 'utf8')
    const [, app = ''] = /import\(["'`]\.\/(app-[^"'`]+\.js)["'`]\)/.exec(entry) ?? []
    const first = new Set([
      ...(await withStaticImports(join('main', 'index.js'))),
      ...(await withStaticImports(join('main', app))),
    ])
    let size = 0
    for (const file of first) size += (await readFile(join(OUT, file))).length
    expect(size).toBeGreaterThan(100_000)
    expect(size).toBeLessThan(300_000)
    const text = await readFile(join(OUT, 'main', app), 'utf8')
    const later = [...text.matchAll(/import\(["'`]\.\/([^"'`]+\.js)["'`]\)/g)].map(([, name = '']) => name)
    expect(later.filter((name) => name.startsWith('desk-'))).toHaveLength(1)
  })
})

describe('the build', () => {
  test('has a preload that a sandboxed page can load: CommonJS, with nothing but Electron', async () => {
    expect(await importedModules('preload/index.cjs')).toEqual(['electron'])
    expect(await readFile(join(OUT, 'preload', 'index.cjs'), 'utf8')).not.toMatch(/^(?:import|export)\b/m)
  })

  test.each(['main', 'web', 'worker'])(
    'has in %s all that it needs but Node and Electron',
    async (folder) => {
      const files = (await readdir(join(OUT, folder))).filter((name) => name.endsWith('.js'))
      const modules = new Set<string>()
      for (const file of files)
        for (const name of await importedModules(join(folder, file))) modules.add(name)
      expect(modules.size).toBeGreaterThan(2)
      const own = files.map((name) => `./${name}`)
      const known = [...builtinModules, 'sqlite', ...own, ...(folder === 'main' ? ['electron'] : [])]
      expect([...modules].filter((name) => !known.includes(name))).toEqual([])
    },
  )

  test('lists the licences of what it contains: of scripts, fonts and Electron, each with its text', async () => {
    const licences =
      await readJson<{ name: string; version: string; licence: string; text: string }[]>(
        'renderer/licences.json',
      )
    const names = licences.map(({ name }) => name)
    expect(names).toEqual([...names].sort())
    expect(names).toEqual(
      expect.arrayContaining([
        '@vue/runtime-dom',
        '@tiptap/core',
        'ws',
        'yaml',
        '@fontsource-variable/inter',
        'electron',
      ]),
    )
    expect(names).not.toContain('vitest')
    expect(
      licences.filter(({ version, licence, text }) => !version || !licence || text.length < 200),
    ).toEqual([])
  })

  test('lists the page’s files for the hosts', async () => {
    const entries = await readdir(join(OUT, 'renderer'), { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
    const listed = await readJson<string[]>('renderer/files.json')
    expect(listed.map((path) => basename(path)).sort()).toEqual(
      files.filter((name) => name !== 'files.json').sort(),
    )
    expect(listed).toContain('index.html')
  })
})
