import { afterEach, describe, expect, test, vi } from 'vitest'
import { countResults, endToEndTargets, printSummary, runStage, summaryTable } from '../../scripts/suite.mjs'

/** Returns a report as vitest's JSON reporter writes it. */
function report(passed: number, failed: number, files: readonly object[] = []): object {
  return {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: files,
  }
}

describe('a run of vitest', () => {
  test('counts as many results as it has tests', () => {
    expect(countResults(report(12, 0), 0)).toEqual({ passed: 12, failed: 0, skipped: 0 })
    expect(countResults(report(12, 3), 1)).toEqual({ passed: 12, failed: 3, skipped: 0 })
  })

  test('counts one failure for each file that could not be collected', () => {
    const broken = { status: 'failed', assertionResults: [] }
    const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] }
    expect(countResults(report(5, 1, [broken, failing]), 1)).toMatchObject({ passed: 5, failed: 2 })
  })

  test('counts one failure if it crashed, found no test, or ended with an error although every test passed', () => {
    expect(countResults(undefined, 1)).toMatchObject({ passed: 0, failed: 1 })
    expect(countResults(undefined, 0)).toMatchObject({ passed: 0, failed: 1 })
    expect(countResults(report(0, 0), 0)).toMatchObject({ passed: 0, failed: 1 })
    expect(countResults(report(5, 0), 1)).toMatchObject({ passed: 5, failed: 1 })
  })

  test('counts and shows skipped tests', () => {
    expect(countResults({ ...report(5, 0), numPendingTests: 2 }, 0).skipped).toBe(2)
    expect(summaryTable([{ name: 'unit', passed: 5, failed: 0, skipped: 2, time: '1.0 s' }])[0]).toContain(
      '(2 skipped)',
    )
  })
})

describe('a run of several stages', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  test('prints the sum of all its stages last, and fails if one of them failed', () => {
    const written: string[] = []
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
    const rows = [
      { name: 'unit', passed: 5, failed: 0, time: '1.0 s' },
      { name: 'long', passed: 2, failed: 1, time: '9.0 s' },
    ]
    expect(printSummary(rows)).toBe(1)
    expect(written.join('').trimEnd().split('\n').at(-1)).toBe('7 passed, 1 failed')
    expect(printSummary(rows.slice(0, 1))).toBe(0)
  })

  test('counts a stage that throws as one failure', async () => {
    vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    const row = await runStage('broken', () => Promise.reject(new Error('no disk')))
    expect(row).toMatchObject({ name: 'broken', passed: 0, failed: 1 })
  })
})

describe('the end-to-end tests', () => {
  test('run on Electron too where it is, and say why not where it is not', () => {
    expect(endToEndTargets(null).targets).toEqual(['browser', 'desktop', 'electron'])
    const { targets, line } = endToEndTargets('its binary is not installed')
    expect(targets).toEqual(['browser', 'desktop'])
    expect(line).toContain('not Electron: its binary is not installed')
  })
})
