import { defineConfig } from 'vite'
import { licencePlugins } from './scripts/licences.mjs'
import { decodersBeside, minifyWithNames, treeshake, withoutSchemas } from './vite.bundles.config.ts'

/**
 * The entries that Node runs, chosen by `--mode`: each becomes one file with everything but Node in it, and beside those of
 * the browser host and the command lie the chunks that their start does without.
 */
const ENTRIES = {
  web: { input: 'src/web/index.ts', directory: 'out/web', file: 'index.js', banner: '' },
  search: { input: 'src/desk/search/worker.ts', directory: 'out/worker', file: 'search.js', banner: '' },
  documents: {
    input: 'src/desk/transfer/import/documentWorker.ts',
    directory: 'out/documents',
    file: 'worker.js',
    banner: '',
  },
  pictures: {
    input: 'src/desk/pictures/thread/pictureWorker.ts',
    directory: 'out/pictures',
    file: 'worker.js',
    banner: '',
  },
  cli: { input: 'src/cli/galley.ts', directory: 'out/cli', file: 'galley.js', banner: '#!/usr/bin/env node' },
}

/** Programs whose start does without some of their code. */
const SPLIT = new Set(['web', 'cli'])

export default defineConfig(({ mode }) => {
  if (!(mode in ENTRIES))
    throw new Error(`there is no entry ${mode}: say --mode ${Object.keys(ENTRIES).join(' or ')}`)
  const entry = ENTRIES[mode as keyof typeof ENTRIES]
  return {
    publicDir: false,
    plugins: [withoutSchemas, ...(mode === 'pictures' ? [decodersBeside] : []), licencePlugins().bundle],
    ssr: { noExternal: true },
    build: {
      ssr: entry.input,
      outDir: entry.directory,
      emptyOutDir: true,
      // Builds for Node drop files beside the bundle otherwise.
      emitAssets: mode === 'pictures',
      target: 'node20',
      rolldownOptions: {
        treeshake,
        output: {
          format: 'es',
          entryFileNames: entry.file,
          chunkFileNames: '[name]-[hash].js',
          codeSplitting: SPLIT.has(mode),
          minify: minifyWithNames,
          ...(entry.banner === '' ? {} : { banner: entry.banner }),
        },
      },
    },
  }
})
