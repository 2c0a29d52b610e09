import { defineConfig } from 'vite'

/** The two entries that Node runs, chosen by `--mode`: each becomes one file with everything but Node in it. */
const ENTRIES = {
  web: { input: 'src/web/index.ts', directory: 'out/web', file: 'index.js', banner: '' },
  cli: { input: 'src/cli/galley.ts', directory: 'out/cli', file: 'galley.js', banner: '#!/usr/bin/env node' },
}

export default defineConfig(({ mode }) => {
  const entry = mode === 'cli' ? ENTRIES.cli : ENTRIES.web
  return {
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: entry.input,
      outDir: entry.directory,
      emptyOutDir: true,
      target: 'node20',
      minify: mode === 'cli',
      rolldownOptions: {
        output: {
          format: 'es',
          entryFileNames: entry.file,
          codeSplitting: false,
          ...(entry.banner === '' ? {} : { banner: entry.banner }),
        },
      },
    },
  }
})
