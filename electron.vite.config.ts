import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

/**
 * The three builds of the desktop app. Each is whole in itself (`externalizeDeps: false`): it starts without
 * walking node_modules, and a packaged app needs none.
 */
export default defineConfig({
  main: {
    build: { externalizeDeps: false, target: 'node24', minify: false },
  },
  preload: {
    build: {
      externalizeDeps: false,
      // A sandboxed page's preload must be CommonJS, whatever package.json says the rest is.
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'index.cjs' } },
    },
  },
  renderer: {
    plugins: [vue()],
    build: { minify: true, reportCompressedSize: false },
  },
})
