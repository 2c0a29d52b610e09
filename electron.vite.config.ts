import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { licencePlugins } from './scripts/licences.mjs'

const page = licencePlugins()

/**
 * The three builds of the desktop app. Each is whole in itself (`externalizeDeps: false`): it starts without
 * walking node_modules, and a packaged app needs none.
 */
export default defineConfig({
  main: {
    plugins: [licencePlugins().bundle],
    build: { externalizeDeps: false, target: 'node24', minify: false },
  },
  preload: {
    plugins: [licencePlugins().bundle],
    build: {
      externalizeDeps: false,
      // A sandboxed page's preload must be CommonJS, whatever package.json says the rest is.
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'index.cjs' } },
    },
  },
  renderer: {
    plugins: [vue(), page.bundle],
    worker: { plugins: () => [page.worker] },
    build: { minify: true, reportCompressedSize: false },
  },
})
