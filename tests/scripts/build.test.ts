import { describe, expect, test } from 'vitest'
import { isFresh } from '../../scripts/build.mjs'
import { fingerprint } from '../../scripts/project.mjs'
import { folderWith, put } from './project.ts'

/** Files of a complete build, relative to `out/`. */
const RESULTS = [
  'main/index.js',
  'preload/index.cjs',
  'renderer/index.html',
  'renderer/licences.json',
  'renderer/files.json',
  'web/index.js',
  'worker/search.js',
  'documents/worker.js',
  'pictures/worker.js',
  'pictures/vips.wasm',
  'pictures/libheif-bundle.mjs',
  'cli/galley.js',
]

describe('a build', () => {
  test('is fresh until a source, a resource or package.json changes', () => {
    const root = folderWith({ 'src/a.ts': 'one', 'package.json': '{}' })
    for (const name of RESULTS) put(root, `out/${name}`, '')
    const markBuilt = () => {
      const stamp = fingerprint(root, ['src', 'resources', 'package.json'])
      put(root, 'out/.build.json', JSON.stringify({ stamp }))
      return stamp
    }
    const stamp = markBuilt()
    expect(isFresh(root, stamp)).toBe(true)
    for (const [name, content] of [
      ['src/a.ts', 'two'],
      ['src/b.ts', ''],
      ['resources/icon.svg', '<svg/>'],
      ['package.json', '{"x": 1}'],
    ] as const) {
      put(root, name, content)
      expect(isFresh(root, fingerprint(root, ['src', 'resources', 'package.json'])), name).toBe(false)
      markBuilt()
    }
  })

  test('is not fresh if one of its files is missing', () => {
    const root = folderWith({ 'out/.build.json': '{"stamp": "s"}' })
    for (const name of RESULTS.slice(1)) put(root, `out/${name}`, '')
    expect(isFresh(root, 's')).toBe(false)
  })
})

describe('a fingerprint', () => {
  test('changes when text moves from one file to another', () => {
    const one = folderWith({ 'src/a.ts': 'xy', 'src/b.ts': '' })
    const other = folderWith({ 'src/a.ts': 'x', 'src/b.ts': 'y' })
    expect(fingerprint(one, ['src'])).not.toBe(fingerprint(other, ['src']))
  })

  test('does not depend on the project’s folder', () => {
    const files = { 'src/a.ts': 'x', 'src/deep/b.ts': 'y' }
    expect(fingerprint(folderWith(files), ['src'])).toBe(fingerprint(folderWith(files), ['src']))
  })
})
