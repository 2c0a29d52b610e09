import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkNode, projectNode } from '../../scripts/project.mjs'
import { isComplete, npm, setUp, setUpBench, wantedStamp } from '../../scripts/setup.mjs'
import { folderWith, giveNode, put } from './project.ts'

const LOCK = JSON.stringify({
  packages: {
    '': { name: 'house' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/fsevents': { version: '2.0.0', optional: true },
  },
})
const LAID = JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } })

/** An npm that notes its arguments and does `work`. */
function fakeNpm(work: string): string {
  const root = folderWith({
    'npm-cli.js': `
      const fs = require('node:fs'), path = require('node:path')
      fs.writeFileSync('npm-was-asked.txt', process.argv.slice(2).join(' '))
      ${work}`,
  })
  return join(root, 'npm-cli.js')
}

const LAYS_DOWN = `
  const bin = path.join('node_modules', 'node', 'bin')
  fs.mkdirSync(bin, { recursive: true })
  fs.writeFileSync(path.join(bin, process.platform === 'win32' ? 'node.exe' : 'node'), '')`

const said: string[] = []
beforeEach(() => {
  said.length = 0
  vi.spyOn(process.stderr, 'write').mockImplementation((data) => {
    said.push(String(data))
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

describe('set-up', () => {
  test('installs what the lock says, and the next time does nothing', async () => {
    vi.stubEnv('npm_execpath', fakeNpm(LAYS_DOWN))
    const root = folderWith({ 'package.json': '{}', 'package-lock.json': LOCK })
    expect(await setUp(root)).toBe(true)
    expect(readFileSync(join(root, 'npm-was-asked.txt'), 'utf8')).toMatch(/^ci /)
    vi.stubEnv('npm_execpath', fakeNpm('process.exit(1)'))
    expect(await setUp(root)).toBe(false)
  })

  test('installs development packages too, whatever NODE_ENV says', async () => {
    vi.stubEnv('npm_execpath', fakeNpm(LAYS_DOWN))
    const root = folderWith({ 'package.json': '{}', 'package-lock.json': LOCK })
    await setUp(root)
    expect(readFileSync(join(root, 'npm-was-asked.txt'), 'utf8')).toContain('--include=dev')
  })

  test('keeps npm’s warnings about engines to itself', async () => {
    vi.stubEnv('npm_execpath', fakeNpm(`console.error('npm warn EBADENGINE'); ${LAYS_DOWN}`))
    await setUp(folderWith({ 'package.json': '{}', 'package-lock.json': LOCK }))
    expect(said.join('')).not.toContain('EBADENGINE')
  })

  test('shows all of npm’s words when it fails, says what to do, and remembers nothing', async () => {
    vi.stubEnv('npm_execpath', fakeNpm(`console.error('npm error code ENOTFOUND'); process.exit(1)`))
    const root = folderWith({ 'package.json': '{}', 'package-lock.json': LOCK })
    await expect(setUp(root)).rejects.toThrow(/registry/)
    expect(said.join('')).toContain('npm error code ENOTFOUND')
    expect(existsSync(join(root, 'node_modules', '.galley-setup.json'))).toBe(false)
  })

  test('says so when the project’s own Node is not there afterwards', async () => {
    vi.stubEnv('npm_execpath', fakeNpm(''))
    const root = folderWith({ 'package.json': '{}', 'package-lock.json': LOCK })
    await expect(setUp(root)).rejects.toThrow(/"node" package/)
  })

  test('believes an installation that npm itself made by hand', async () => {
    vi.stubEnv('npm_execpath', fakeNpm('process.exit(1)'))
    const root = folderWith({
      'package.json': '{}',
      'package-lock.json': LOCK,
      'node_modules/.package-lock.json': LAID,
    })
    giveNode(root)
    expect(await setUp(root)).toBe(false)
  })

  test('names a missing lock file', async () => {
    await expect(setUp(folderWith({ 'package.json': '{}' }))).rejects.toThrow(/package-lock\.json is missing/)
  })
})

describe('the set-up of the benchmarks', () => {
  test('installs what they compare with at their first run, and says so', async () => {
    vi.stubEnv('npm_execpath', fakeNpm(''))
    const root = folderWith({ 'package.json': '{}', 'package-lock.json': LOCK })
    expect(await setUpBench(root)).toBe(true)
    expect(readFileSync(join(root, 'npm-was-asked.txt'), 'utf8')).toMatch(/^ci /)
    expect(said.join('')).toContain('to compare with')
    vi.stubEnv('npm_execpath', fakeNpm('process.exit(1)'))
    expect(await setUpBench(root)).toBe(false)
  })

  test('installs again when the versions change, and remembers no failure', async () => {
    const root = folderWith({ 'package.json': '{}', 'package-lock.json': LOCK })
    vi.stubEnv('npm_execpath', fakeNpm('process.exit(1)'))
    await expect(setUpBench(root)).rejects.toThrow(/registry/)
    vi.stubEnv('npm_execpath', fakeNpm(''))
    await setUpBench(root)
    put(root, 'package-lock.json', LOCK.replace('1.0.0', '1.0.1'))
    expect(await setUpBench(root)).toBe(true)
  })

  test('has exact versions, the same as the app’s for what both use', () => {
    const versionsIn = (file: string) =>
      JSON.parse(readFileSync(file, 'utf8')) as Record<
        'dependencies' | 'overrides',
        Readonly<Record<string, string>>
      >
    const bench = versionsIn('tests/bench/package.json')
    const app = versionsIn('package.json')
    expect(bench.overrides).toEqual(app.overrides)
    for (const [name, version] of Object.entries(bench.dependencies)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
      expect(app.dependencies[name] ?? version, name).toBe(version)
    }
    expect(bench.dependencies['@lexical/rich-text']).toBe(bench.dependencies.lexical)
  })
})

describe('an installation', () => {
  test('is complete without what is optional, and only in the versions of the lock', () => {
    const root = folderWith({ 'package-lock.json': LOCK, 'node_modules/.package-lock.json': LAID })
    giveNode(root)
    expect(isComplete(root)).toBe(true)
    put(root, 'node_modules/.package-lock.json', LAID.replace('1.0.0', '1.0.1'))
    expect(isComplete(root)).toBe(false)
    put(root, 'node_modules/.package-lock.json', '{"packages": {}}')
    expect(isComplete(root)).toBe(false)
  })

  test('is another one when the lock or the wishes change', () => {
    const root = folderWith({ 'package.json': '{"dependencies": {}}', 'package-lock.json': LOCK })
    const before = wantedStamp(root)
    put(root, 'package.json', '{"dependencies": {}, "scripts": {"x": "y"}}')
    expect(wantedStamp(root)).toBe(before)
    put(root, 'package.json', '{"dependencies": {"a": "1.0.0"}}')
    expect(wantedStamp(root)).not.toBe(before)
    put(root, 'package-lock.json', LOCK.replace('2.0.0', '2.0.1'))
    expect(wantedStamp(root)).not.toBe(before)
  })
})

describe('npm is run', () => {
  test('by its script, with the Node that runs us', () => {
    const script = fakeNpm('')
    expect(npm({ npm_execpath: script }, '/usr/bin/node')).toEqual({
      file: '/usr/bin/node',
      args: [script],
      shell: false,
    })
  })

  test('with the system’s Node when ours is one that npm is about to replace', () => {
    const script = fakeNpm('')
    const inside = join('/house', 'node_modules', 'node', 'bin', 'node')
    const environment = { npm_execpath: script, npm_node_execpath: '/usr/bin/node' }
    expect(npm(environment, inside).file).toBe('/usr/bin/node')
  })

  test('by its name when another package manager started us', () => {
    expect(npm({ npm_execpath: '/opt/yarn.js' }, '/nowhere/at/all/node')).toMatchObject({
      file: 'npm',
      args: [],
    })
  })
})

test('a Node that is too old is told in one sentence', () => {
  expect(() => {
    checkNode('18.20.1')
  }).toThrow(/needs Node 20 or newer and this is Node 18\.20\.1/)
  expect(() => {
    checkNode('20.0.0')
  }).not.toThrow()
})

test('the project’s own Node is where the node package lays it', () => {
  expect(existsSync(projectNode())).toBe(true)
})
