import { availableParallelism } from 'node:os'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Tests that need a document. */
const PAGE_TESTS = ['tests/renderer/**/*.test.ts', 'tests/additions/page.test.ts']

/**
 * Tests that end threads in the middle of their work. V8 sometimes crashes over that in a process that has run for long
 * (“Check failed: jit_page.has_value()”), so each of them has a process of its own.
 */
const THREAD_TESTS = ['tests/desk/transfer/documentReader.test.ts']

/** Unit tests: the core and the desk in Node, what needs a document in happy-dom (`PAGE_TESTS`). */
export default defineConfig({
  plugins: [vue()],
  test: {
    // Some tests start processes, or cut a file at every byte: a busy machine takes its time over them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // By default one processor is kept free, which on a machine with two is half of it.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Transformed as our own files are, so that its import of Electron is a test's double.
    server: { deps: { inline: ['electron-store'] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          // No module of the core and the desk keeps state that a test changes: files share what they import.
          isolate: false,
          include: ['tests/**/*.test.ts'],
          exclude: [...PAGE_TESTS, ...THREAD_TESTS, 'tests/e2e/**', 'tests/durability/**', 'tests/bench/**'],
        },
      },
      { extends: true, test: { name: 'threads', environment: 'node', include: THREAD_TESTS } },
      {
        extends: true,
        test: {
          name: 'page',
          environment: 'happy-dom',
          // Each file has a window and modules of its own, in one process: starting one for each file takes half of the time.
          pool: 'vmThreads',
          include: PAGE_TESTS,
        },
      },
    ],
  },
})
