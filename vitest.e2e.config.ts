import { defineConfig } from 'vitest/config'

/** Specs that look at one target, or at nothing that a target changes, with the reason. */
const BROWSER_ONLY: Readonly<Record<string, string>> = {
  'tests/e2e/axe/**': 'prepares states of the page, which is the same on each target',
  'tests/e2e/focus.test.ts': 'prepares states of the page, which is the same on each target',
  'tests/e2e/keptPage.test.ts': 'is about the rig and opens no app',
  'tests/e2e/built.test.ts': 'reads the build and opens no page',
  'tests/e2e/command.test.ts': 'runs the command and opens no page',
  'tests/e2e/packages.test.ts': 'packs the app and opens no page',
  'tests/e2e/library/readOnlyLibrary.test.ts':
    'starts the host as a user who may not write, which a desktop app is not',
  'tests/e2e/hostilePage.test.ts':
    'attacks the port of the browser host from another page; the desktop app listens at none',
  'tests/e2e/host.test.ts': 'is about the address and the token of the browser host',
}

/** Specs of the desktop app on the stand-in for Electron. */
const DESKTOP_SPECS = 'tests/e2e/desktop/**/*.test.ts'

/** What `npm test` runs on the stand-in, beside the desktop's own specs: what each host does in its own way. */
const BRIEF = ['tests/e2e/export.test.ts']

const TARGETS = ['browser', 'desktop', 'electron'] as const
type Target = (typeof TARGETS)[number]

/** Targets whose whole set of specs runs: `GALLEY_TARGETS=desktop,electron`. */
const named = (process.env.GALLEY_TARGETS ?? '').split(',').filter((name) => name !== '')

/** Returns the specs of a target; none if it is not to run. */
function specsOf(target: Target): string[] {
  if (named.length > 0 && !named.includes(target)) return []
  if (target === 'browser') return ['tests/e2e/**/*.test.ts']
  if (target === 'electron') return named.includes(target) ? ['tests/e2e/**/*.test.ts'] : []
  return named.includes(target) ? ['tests/e2e/**/*.test.ts'] : [DESKTOP_SPECS, ...BRIEF]
}

/**
 * End-to-end tests, one set for three targets: the built browser host, the built desktop app on the stand-in for Electron
 * (tests/standin), and the desktop app in Electron where that is installed. A real Chromium.
 */
export default defineConfig({
  test: {
    environment: 'node',
    // One file leaves two processors idle for a fifth of the time. Windows of Electron share the machine's focus and clipboard.
    maxWorkers: named.includes('electron') ? 1 : 2,
    projects: TARGETS.filter((target) => specsOf(target).length > 0).map((target) => ({
      extends: true,
      test: {
        name: target,
        env: { GALLEY_TARGET: target },
        // Files use one browser and the same pages one after the other (rig/sharedBrowser.ts): each start takes seconds.
        isolate: false,
        include: specsOf(target),
        exclude: [
          ...(target === 'desktop' ? [] : [DESKTOP_SPECS]),
          ...(target === 'browser' ? [] : Object.keys(BROWSER_ONLY)),
        ],
        globalSetup: ['tests/e2e/rig/setup.ts'],
        // On the desktop the app starts with each test, and in some twice.
        testTimeout: target === 'browser' ? 60_000 : 120_000,
        // A state that is waited for: a busy machine takes its time to reach it.
        expect: { poll: { timeout: 10_000 } },
        hookTimeout: 120_000,
      },
    })),
    teardownTimeout: 20_000,
  },
})
