import { defineConfig } from 'vitest/config'

/** End-to-end tests: the built browser host and a real Chromium, one file after the other. */
export default defineConfig({
  test: {
    name: 'e2e',
    environment: 'node',
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: ['tests/e2e/rig/setup.ts'],
    fileParallelism: false,
    sequence: { concurrent: false },
    // What is said to be concurrent in a file: as many pages as a small machine draws at once.
    maxConcurrency: 2,
    testTimeout: 60_000,
    // A state that is waited for: a busy machine takes its time to reach it.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
  },
})
