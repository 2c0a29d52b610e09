import { readFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const OUT = join(import.meta.dirname, '..', '..', 'out')

/** What a built file asks its runtime for: ES imports, and `require` in what is CommonJS. */
async function importedModules(file: string): Promise<string[]> {
  const text = await readFile(join(OUT, file), 'utf8')
  const imports = [...text.matchAll(/^import\b[^;'"]*?(?:from\s*)?["']([^"']+)["'];?$/gm)]
  const requires = file.endsWith('.cjs') ? [...text.matchAll(/\brequire\(["']([^"']+)["']\)/g)] : []
  return [...new Set([...imports, ...requires].map(([, name = '']) => name.replace(/^node:/, '')))]
}

describe('the build', () => {
  test('has a preload that a sandboxed page can load: CommonJS, with nothing but Electron', async () => {
    expect(await importedModules('preload/index.cjs')).toEqual(['electron'])
    expect(await readFile(join(OUT, 'preload', 'index.cjs'), 'utf8')).not.toMatch(/^(?:import|export)\b/m)
  })

  test.each(['main/index.js', 'web/index.js', 'worker/search.js'])(
    'has in %s all that it needs but Node and Electron',
    async (file) => {
      const modules = await importedModules(file)
      expect(modules.length).toBeGreaterThan(2)
      const known = [...builtinModules, 'sqlite', ...(file.startsWith('main') ? ['electron'] : [])]
      expect(modules.filter((name) => !known.includes(name))).toEqual([])
    },
  )
})
