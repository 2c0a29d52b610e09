import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Unit tests: the core and the desk in Node, what needs a document in happy-dom (`tests/renderer`). */
export default defineConfig({
  plugins: [vue()],
  test: {
    // Some tests start processes, or cut a file at every byte: a busy machine takes its time over them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/renderer/**', 'tests/e2e/**', 'tests/durability/**'],
        },
      },
      {
        extends: true,
        test: { name: 'page', environment: 'happy-dom', include: ['tests/renderer/**/*.test.ts'] },
      },
    ],
  },
})
