import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { licencePlugins } from './scripts/licences.mjs'

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

/** Rooms whose modules do nothing but define: what a chunk does not use of them, it does not load. */
const PURE_ROOMS = /\/src\/(?:article|blocks|desk|text|contract)\/.*\.ts$/
const treeshake = { moduleSideEffects: (id: string) => !PURE_ROOMS.test(id) }

/** A third of a megabyte of schema validation, which electron-store offers and Galley's stores do without. */
const withoutSchemas: Plugin = {
  name: 'galley:without-schemas',
  enforce: 'pre',
  resolveId: (id) => (/^ajv(?:-formats)?(?:\/|$)/.test(id) ? `\0without:${id}` : null),
  load: (id) =>
    id.startsWith('\0without:')
      ? "export class Ajv2020 { constructor() { throw new Error('stores with a schema are left out of the build') } }\nexport default {}"
      : null,
}

/**
 * The three builds of the desktop app. Each is whole in itself (`externalizeDeps: false`): it starts without
 * walking node_modules, and a packaged app needs none.
 */
export default defineConfig({
  main: {
    plugins: [withoutSchemas, licencePlugins().bundle],
    build: { externalizeDeps: false, target: 'node24', minify: true, rolldownOptions: { treeshake } },
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
