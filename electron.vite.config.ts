import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { licencePlugins } from './scripts/licences.mjs'
import { minifyWithNames, treeshake, withoutSchemas } from './vite.bundles.config.ts'

const page = licencePlugins()

/** The page's entry for an open draft, which is fetched beside the first chunk and runs after the first paint. */
const EDITOR = '/editor/ArticleEditor.vue'

/** Names the editor's chunk and what it imports in index.html. */
const preloadEditor: Plugin = {
  name: 'galley:preload-editor',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const editor = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(EDITOR) === true)
      if (editor === undefined) throw new Error(`the page has no chunk of ${EDITOR}`)
      const needed = new Set([editor.fileName])
      for (const file of needed)
        for (const { fileName, imports } of chunks)
          if (fileName === file) for (const imported of imports) needed.add(imported)
      return [...needed]
        .filter((file) => !html.includes(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
          injectTo: 'head' as const,
        }))
    },
  },
}

/**
 * The three builds of the desktop app. Each is whole in itself (`externalizeDeps: false`): it starts without
 * walking node_modules, and a packaged app needs none.
 */
export default defineConfig({
  main: {
    plugins: [withoutSchemas, licencePlugins().bundle],
    build: {
      externalizeDeps: false,
      target: 'node24',
      rolldownOptions: { treeshake, output: { minify: minifyWithNames } },
    },
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
    plugins: [vue(), page.bundle, preloadEditor],
    worker: { plugins: () => [page.worker] },
    build: {
      minify: true,
      reportCompressedSize: false,
      rolldownOptions: { treeshake },
    },
  },
})
