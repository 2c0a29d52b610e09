import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, realpathSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  electronBinary,
  failedStart,
  fetchElectron,
  obstacle,
  earlyExitNote,
  failureReason,
} from '../../scripts/electron.mjs'
import { readOptions } from '../../scripts/start.mjs'
import { folderWith, putNode } from './project.ts'

const SCRIPTS = join(import.meta.dirname, '..', '..', 'scripts')

beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

describe('the options of npm start', () => {
  test('have defaults', () => {
    expect(readOptions([])).toEqual({
      browser: false,
      electron: false,
      library: undefined,
      port: 0,
      open: true,
      help: false,
    })
  })

  test('are read from the command line, a folder relative to where it was typed', () => {
    vi.stubEnv('INIT_CWD', '/where/it/was/typed')
    expect(readOptions(['--browser', '--library', 'drafts', '--port=8080', '--no-open'])).toMatchObject({
      browser: true,
      library: resolve('/where/it/was/typed', 'drafts'),
      port: 8080,
      open: false,
    })
  })

  for (const [args, words] of [
    [['--loud'], /--loud.*--help/],
    [['drafts'], /drafts.*--help/],
    [['--port', 'http'], /--port http is no port/],
    [['--port', '70000'], /65535/],
    [['--port', '1.5'], /no port/],
    [['--port='], /no port/],
    [['--library='], /names no folder/],
    [['--browser', '--electron'], /exclude each other/],
  ] as const)
    test(`do not include ${args.join(' ')}, and the error says what to do`, () => {
      expect(() => readOptions(args)).toThrow(words)
    })
})

describe('Electron', () => {
  const desktop = { platform: 'linux', uid: 1000, environment: { DISPLAY: ':0' } }

  test('is not tried on a machine where it cannot open a window', () => {
    expect(obstacle(desktop)).toBeNull()
    expect(obstacle({ ...desktop, uid: 0 })).toContain('root')
    expect(obstacle({ ...desktop, environment: {} })).toMatch(/display/)
    expect(obstacle({ ...desktop, environment: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeNull()
    expect(obstacle({ platform: 'darwin', uid: 0, environment: {} })).toBeNull()
  })

  /** Returns a project whose Electron package has `work` as its installer. */
  function projectWith(work: string): string {
    const root = folderWith({
      'node_modules/electron/package.json': '{"version": "1.2.3"}',
      'node_modules/electron/install.js': `const fs = require('node:fs'), path = require('node:path'); ${work}`,
    })
    putNode(root)
    return root
  }

  /** An installer that leaves a binary. */
  const INSTALLER = `
    fs.mkdirSync(path.join(__dirname, 'dist'), { recursive: true })
    fs.writeFileSync(path.join(__dirname, 'dist', 'version'), 'v1.2.3')
    fs.writeFileSync(path.join(__dirname, 'dist', 'electron'), '')
    fs.writeFileSync(path.join(__dirname, 'path.txt'), 'electron')`

  test('is downloaded once, by its own installer', async () => {
    const root = projectWith(INSTALLER)
    expect(electronBinary(root, {})).toBeNull()
    const binary = join(root, 'node_modules', 'electron', 'dist', 'electron')
    expect(await fetchElectron(root)).toEqual({ binary })
    expect(electronBinary(root, {})).toBe(binary)
  })

  test('is not accepted in another version', async () => {
    expect(await fetchElectron(projectWith(INSTALLER.replace('v1.2.3', 'v1.2.2')))).toHaveProperty('reason')
  })

  test('is not downloaded again for a while after a failure, except on demand', async () => {
    const root = projectWith(`
      fs.appendFileSync(path.join(__dirname, 'tries'), 'x')
      console.error('TypeError: fetch failed\\n  cause: getaddrinfo ENOTFOUND github.com'); process.exit(1)`)
    const tries = () => readFileSync(join(root, 'node_modules', 'electron', 'tries'), 'utf8').length
    const first = await fetchElectron(root)
    expect(first).toEqual({
      reason: 'Electron could not be fetched (its release host cannot be reached from here)',
    })
    expect(await fetchElectron(root)).toEqual({
      reason: expect.stringContaining('a short while ago') as string,
    })
    expect(tries()).toBe(1)
    await fetchElectron(root, { force: true })
    expect(tries()).toBe(2)
  })

  test('is given up when its download stalls', async () => {
    const root = projectWith(`setTimeout(() => {}, 60000)`)
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
    const fetched = fetchElectron(root, { stallTimeoutMs: 45_000 })
    vi.advanceTimersByTime(47_000)
    expect(await fetched).toEqual({
      reason: expect.stringContaining('nothing arrived for 45 seconds') as string,
    })
  })

  /** How an Electron ended on Linux 0.4 seconds after its start. */
  const END = { code: 0, durationMs: 400, platform: 'linux', binary: '/opt/electron' }

  for (const [platform, code, words] of [
    ['linux', 127, /library it needs is missing/],
    ['linux', 133, /sandbox/],
    ['linux', 139, /does not start here/],
    ['darwin', 137, /the system killed it/],
    ['darwin', 133, /crashed with code 133/],
    ['win32', 0xc000_0135, /library it needs is missing/],
    ['win32', 0xc000_0005, /crashed with 0xC0000005/],
    ['win32', 0x8000_0003, /crashed with 0x80000003/],
  ] as const)
    test(`counts as not started on ${platform} if it ends at once with ${String(code)}`, () => {
      expect(failedStart({ ...END, platform, code })?.reason).toMatch(words)
    })

  for (const [platform, code, durationMs] of [
    ['linux', 0, 400],
    ['linux', 1, 400],
    ['linux', 130, 400],
    ['linux', 133, 60_000],
    ['linux', 137, 400],
    ['darwin', 137, 60_000],
    ['win32', 0xc000_0005, 60_000],
    // Ctrl+C in the console, and the Task Manager.
    ['win32', 0xc000_013a, 400],
    ['win32', 1, 400],
  ] as const)
    test(`counts as started on ${platform} if it ends with ${String(code)} after ${String(durationMs)} ms`, () => {
      expect(failedStart({ ...END, platform, code, durationMs })).toBeNull()
    })

  test('is not served to the browser in silence after an error at its start', () => {
    expect(earlyExitNote({ ...END, code: 1 })).toMatch(/code 1 .*npm start -- --browser/)
    expect(earlyExitNote({ ...END, code: 1, durationMs: 60_000 })).toBeNull()
    for (const code of [0, 129, 130, 143, 0xc000_013a]) expect(earlyExitNote({ ...END, code })).toBeNull()
  })

  test('without a sandbox names what makes one, at the real path of its helper', () => {
    const root = folderWith({ "it's/dist/electron": '' })
    symlinkSync(join(root, "it's", 'dist'), join(root, 'link'), 'junction')
    const remedy = failedStart({ ...END, code: 133, binary: join(root, 'link', 'electron') })?.remedy ?? ''
    const helper = join(realpathSync(root), "it's", 'dist', 'chrome-sandbox')
    expect(remedy).toContain(
      `sudo chown root:root '${helper.replace("'", String.raw`'\''`)}' && sudo chmod 4755 '`,
    )
    expect(remedy).not.toContain('--no-sandbox')
    expect(failedStart({ ...END, code: 139 })?.remedy).toBeUndefined()
  })

  test('is downloaded through the proxy of the environment, with the certificates of the system', async () => {
    const root = projectWith(`
      const { NODE_USE_ENV_PROXY, ELECTRON_GET_USE_PROXY } = process.env
      fs.writeFileSync(path.join(__dirname, 'seen'), JSON.stringify([NODE_USE_ENV_PROXY, ELECTRON_GET_USE_PROXY, process.execArgv]))
      ${INSTALLER}`)
    await fetchElectron(root)
    const seen = readFileSync(join(root, 'node_modules', 'electron', 'seen'), 'utf8')
    expect(JSON.parse(seen)).toEqual(['1', '1', ['--use-system-ca']])
  })

  test('has the cause of a failed download named', () => {
    expect(failureReason('HTTPError: Response code 404 (Not Found) for https://a.example')).toMatch(
      /answered 404/,
    )
    expect(failureReason('Error: ENOSPC: no space left')).toMatch(/disk is full/)
    expect(failureReason('')).not.toBe('')
  })

  test('has a proxy or a certificate named as the cause, and what to set', () => {
    expect(
      failureReason(`TypeError: fetch failed\n [cause]: Error: self-signed certificate in certificate chain
        code: 'SELF_SIGNED_CERT_IN_CHAIN'`),
    ).toMatch(/certificate .*NODE_EXTRA_CA_CERTS/)
    for (const output of [
      'HTTPError: Response code 407 (Proxy Authentication Required) for https://a.example',
      'TypeError: fetch failed\n [cause]: RequestAbortedError: Proxy response (407) !== 200 when HTTP Tunneling',
    ])
      expect(failureReason(output)).toMatch(/proxy .*HTTPS_PROXY/)
  })
})

test('a host ends when the process that started it is killed', async () => {
  const root = folderWith({
    'host.mjs': `process.on('SIGTERM', () => { process.stdout.write('ended', () => process.exit(0)) })
      setInterval(() => {}, 1000); process.stdout.write('started ')`,
    'starter.mjs': `import { spawn } from 'node:child_process'
      spawn(process.execPath, ['--import', ${JSON.stringify(pathToFileURL(join(SCRIPTS, 'endWithParent.mjs')).href)}, 'host.mjs'],
        { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })`,
  })
  const starter = spawn(process.execPath, ['starter.mjs'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  starter.stdout.on('data', (data: Buffer) => (output += data.toString()))
  // The host has inherited the other end of the pipe, so the pipe closes only when both processes have ended.
  const closed = once(starter.stdout, 'close')
  while (!output.includes('started')) await once(starter.stdout, 'data')
  starter.kill('SIGKILL')
  await closed
  // Windows has no SIGTERM: the process ends without running its listeners.
  expect(output).toBe(process.platform === 'win32' ? 'started ' : 'started ended')
})

for (const [platform, received] of [
  ['linux', 'SIGHUP ended'],
  ['win32', 'ended'],
] as const)
  test(`a closed terminal ${received === 'ended' ? 'does not kill' : 'ends'} the app on ${platform}`, async () => {
    const script = join(
      folderWith({
        'terminal.mjs': `import { stopChildOnExit } from ${JSON.stringify(pathToFileURL(join(SCRIPTS, 'steps.mjs')).href)}
          const child = { kill: (signal) => process.stdout.write((signal ?? 'ended') + ' ') }
          stopChildOnExit(child, ${JSON.stringify(platform)})
          process.emit('SIGHUP', 'SIGHUP')`,
      }),
      'terminal.mjs',
    )
    expect((await runScript(script)).stdout.trim()).toBe(received)
  })

/** Runs a script; returns its exit code and its output. */
async function runScript(
  script: string,
  ...args: string[]
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [script, ...args])
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()))
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
  const code = await new Promise((done) => child.on('close', done))
  return { code, stdout, stderr }
}

test('npm start ends with 2 on an unknown option, before it sets up anything', async () => {
  const { code, stderr } = await runScript(join(SCRIPTS, 'start.mjs'), '--loud')
  expect(code).toBe(2)
  expect(stderr).toMatch(/^galley: [^\n]*--loud[^\n]*\n$/)
})

test('npm start runs in a folder that is a link', async () => {
  const link = join(folderWith({}), 'project')
  symlinkSync(dirname(SCRIPTS), link, 'junction')
  const { code, stdout } = await runScript(join(link, 'scripts', 'start.mjs'), '--help')
  expect(code).toBe(0)
  expect(stdout).toContain('Usage: npm start')
})
