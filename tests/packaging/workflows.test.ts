import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import metadata from '../../package.json' with { type: 'json' }
import { STEPS } from '../../scripts/packages/ci.mjs'
import { checkTag, staged } from '../../scripts/packages/release.mjs'

const ROOT = join(import.meta.dirname, '..', '..')
const FOLDER = join(ROOT, '.github', 'workflows')

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly run?: string; readonly uses?: string }[] }>
  >
}

const workflows = readdirSync(FOLDER).map(
  (name) => [name, parse(readFileSync(join(FOLDER, name), 'utf8')) as Workflow] as const,
)

/** Returns true if a step runs a script of the repository, and nothing else. */
function isOurScript(run: string): boolean {
  const [program, first = '', second = ''] = run.trim().split(/\s+/)
  if (program === 'npm') return first === 'test' || (first === 'run' && second in metadata.scripts)
  if (program !== 'node' || !existsSync(join(ROOT, first))) return false
  return first !== 'scripts/packages/ci.mjs' || second in STEPS
}

describe.each(workflows)('the workflow %s', (_name, { jobs, permissions }) => {
  const steps = Object.values(jobs).flatMap((job) => job.steps)

  test('runs scripts of the repository alone, each of them there', () => {
    const commands = steps.flatMap(({ run }) => (run === undefined ? [] : [run]))
    expect(commands.length).toBeGreaterThan(0)
    expect(commands.filter((run) => !isOurScript(run))).toEqual([])
  })

  test('uses the actions of GitHub alone', () => {
    const actions = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]))
    expect(actions.filter((uses) => !/^actions\/[\w-]+@v\d+$/.test(uses))).toEqual([])
  })

  test('may only read, unless a job says more', () => {
    expect(permissions).toEqual({ contents: 'read' })
  })
})

describe('a release', () => {
  test('goes to a part of the installed apps at first', () => {
    expect(staged('version: 1.0.0\n', undefined)).toBe('version: 1.0.0\nstagingPercentage: 10\n')
    expect(staged('version: 1.0.0\nstagingPercentage: 10\n', '50')).toBe(
      'version: 1.0.0\nstagingPercentage: 50\n',
    )
    expect(() => staged('', '200')).toThrow('1 to 100')
  })

  test('has the version of its tag', () => {
    expect(() => {
      checkTag('v1.2.0', '1.2.0')
    }).not.toThrow()
    expect(() => {
      checkTag('v1.3.0', '1.2.0')
    }).toThrow('Tag v1.2.0')
  })
})
