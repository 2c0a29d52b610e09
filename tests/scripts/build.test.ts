import { describe, expect, test } from 'vitest'
import { isFresh } from '../../scripts/build.mjs'
import { fingerprint } from '../../scripts/project.mjs'
import { folderWith, put } from './project.ts'

const RESULTS = [
  'main/index.js',
  'preload/index.cjs',
  'renderer/index.html',
  'web/index.js',
  'worker/search.js',
  'documents/worker.js',
  'cli/galley.js',
]

describe('what is built', () => {
  test('is fresh until a source, a resource or a setting of the build changes', () => {
    const root = folderWith({ 'src/a.ts': 'one', 'package.json': '{}' })
    for (const name of RESULTS) put(root, `out/${name}`, '')
    const built = () => {
      const stamp = fingerprint(root, ['src', 'resources', 'package.json'])
      put(root, 'out/.build.json', JSON.stringify({ stamp }))
      return stamp
    }
    const stamp = built()
    expect(isFresh(root, stamp)).toBe(true)
    for (const [name, content] of [
      ['src/a.ts', 'two'],
      ['src/b.ts', ''],
      ['resources/icon.svg', '<svg/>'],
      ['package.json', '{"x": 1}'],
    ] as const) {
      put(root, name, content)
      expect(isFresh(root, fingerprint(root, ['src', 'resources', 'package.json'])), name).toBe(false)
      built()
    }
  })

  test('is not fresh when a part of it is missing', () => {
    const root = folderWith({ 'out/.build.json': '{"stamp": "s"}' })
    for (const name of RESULTS.slice(1)) put(root, `out/${name}`, '')
    expect(isFresh(root, 's')).toBe(false)
  })
})

describe('a fingerprint', () => {
  test('tells moved text from changed text', () => {
    const one = folderWith({ 'src/a.ts': 'xy', 'src/b.ts': '' })
    const other = folderWith({ 'src/a.ts': 'x', 'src/b.ts': 'y' })
    expect(fingerprint(one, ['src'])).not.toBe(fingerprint(other, ['src']))
  })

  test('is the same in another place', () => {
    const files = { 'src/a.ts': 'x', 'src/deep/b.ts': 'y' }
    expect(fingerprint(folderWith(files), ['src'])).toBe(fingerprint(folderWith(files), ['src']))
  })
})
