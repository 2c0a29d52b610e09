import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setupLog } from '../../../src/main/logs/logFile.ts'
import { logServices } from '../../../src/main/logs/report.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-log-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const clock = { now: 0 }
beforeEach(() => {
  clock.now = Date.UTC(2026, 10, 28, 16, 10)
})

describe('the log', () => {
  test('has a line for each message, with its time, its source and its stack', () => {
    const log = setupLog(join(folder, 'logs'), () => clock.now)
    log.write('page', 'TypeError: nothing\nthere', 'TypeError\n    at save (galley://app/assets/a.js:1:2)')
    log.write('desk', 'could not sweep the library')
    expect(log.read()).toBe(
      '2026-11-28T16:10:00.000Z page TypeError: nothing there | save a.js:1:2\n' +
        '2026-11-28T16:10:00.000Z desk could not sweep the library\n',
    )
  })

  test('consists of two files of limited size, and is read as one', async () => {
    const log = setupLog(folder, () => clock.now)
    for (let line = 0; line < 3000; line += 1) {
      clock.now += 1000
      log.write('main', `line ${String(line)} ${'word '.repeat(60)}`)
    }
    expect(await readdir(folder)).toEqual(['galley.log', 'galley.old.log'])
    for (const name of await readdir(folder))
      expect((await stat(join(folder, name))).size).toBeLessThan(300_000)
    expect(log.read().trimEnd().split('\n').at(-1)).toContain('line 2999')
  })

  test('leaves out the lines of an error that repeats, until the next minute', () => {
    const log = setupLog(folder, () => clock.now)
    for (let line = 0; line < 1000; line += 1) log.write('page', 'again')
    expect(log.read().trimEnd().split('\n')).toHaveLength(200)
    clock.now += 60_000
    log.write('page', 'later')
    expect(log.read()).toContain('later')
  })

  test('does not fail where it cannot be written', async () => {
    await writeFile(join(folder, 'file'), '')
    const log = setupLog(join(folder, 'file', 'below'))
    log.write('main', 'lost')
    expect(log.read()).toBe('')
  })
})

describe('a report', () => {
  test('has the versions and the log, with what the page added', async () => {
    const services = logServices({
      app: { getVersion: () => '1.2.3' },
      process: {
        versions: { ...process.versions, electron: '45.4.1', chrome: '150.0' },
        platform: 'linux',
        arch: 'x64',
      },
      systemVersion: '6.1',
      log: setupLog(folder, () => clock.now),
    })
    await services.logError('Error: x', '')
    const report = await services.readLog()
    expect(report.ok && report.value.split('\n')).toEqual([
      'Galley 1.2.3',
      `Electron 45.4.1, Chromium 150.0, Node ${process.versions.node}`,
      'linux x64 6.1',
      '',
      '2026-11-28T16:10:00.000Z page Error: x',
      '',
    ])
  })
})
