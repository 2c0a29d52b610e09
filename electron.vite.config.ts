import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { licencePlugins } from './scripts/licences.mjs'
import { minifyWithNames, treeshake, withoutSchemas } from './vite.bundles.config.ts'

const page = licencePlugins()

/** The page and its part for an open draft: both are fetched at once when the frame has been painted. */
const PRELOADED = ['/src/page.ts', '/editor/ArticleEditor.vue']

/**
 * The faces of the first window: the frame's, and the text's. Without them its text is drawn once in the next family of the list,
 * a Korean one where that is installed, whose file is a hundred times as large.
 */
const FRAME_FONT = /inter-latin-opsz-normal-[^/]*\.woff2$/
const TEXT_FONT = /newsreader-latin-opsz-normal-[^/]*\.woff2$/

/**
 * Names these chunks, what they import, and these fonts in index.html: the frame's font in its head, the others in a template
 * that main.ts opens, so that nothing is read and compiled beside the first paint.
 */
const preloadFiles: Plugin = {
  name: 'galley:preload-files',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const needed = new Set(
        PRELOADED.map((entry) => {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(entry) === true)
          if (chunk === undefined) throw new Error(`the page has no chunk of ${entry}`)
          return chunk.fileName
        }),
      )
      for (const file of needed)
        for (const { fileName, imports } of chunks)
          if (fileName === file) for (const imported of imports) needed.add(imported)
      const preload = (attrs: Record<string, string>, file: string) => ({
        tag: 'link',
        attrs: { ...attrs, crossorigin: true, href: `./${file}` },
      })
      const fonts = (name: RegExp) =>
        Object.keys(bundle)
          .filter((file) => name.test(file))
          .map((file) => preload({ rel: 'preload', as: 'font', type: 'font/woff2' }, file))
      const scripts = [...needed]
        .filter((file) => !html.includes(file))
        .map((file) => preload({ rel: 'modulepreload' }, file))
      return [
        ...fonts(FRAME_FONT),
        {
          tag: 'template',
          attrs: { id: 'after-paint' },
          children: [...fonts(TEXT_FONT), ...scripts],
          injectTo: 'body' as const,
        },
      ]
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
    plugins: [vue(), page.bundle, preloadFiles],
    worker: { plugins: () => [page.worker] },
    build: {
      minify: true,
      reportCompressedSize: false,
      rolldownOptions: { treeshake },
    },
  },
})
