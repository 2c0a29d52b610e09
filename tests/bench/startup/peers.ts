import { join } from 'node:path'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const SOURCES = join(ROOT, 'tests', 'bench', 'peers', 'startup')

/** The bare page as it was built, and the two programs that show it. */
export interface BarePage {
  readonly folder: string
  /** A server on Node. Arguments: the page's folder, and the number of words in the editor. Prints its address. */
  readonly server: string
  /** A main module for Electron. Arguments: `--page=FOLDER` and `--words=N`. */
  readonly main: string
}

/** Builds the page of a bare Tiptap, a server for it, and a main process that opens a window on it. */
export async function buildBarePage(): Promise<BarePage> {
  const out = join(ROOT, 'out', 'bench', 'startup')
  const page = join(out, 'page')
  await build({
    configFile: false,
    root: SOURCES,
    base: './',
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { outDir: page, emptyOutDir: true, target: 'esnext', reportCompressedSize: false },
  })
  for (const name of ['server', 'main'])
    await build({
      configFile: false,
      root: SOURCES,
      logLevel: 'warn',
      publicDir: false,
      build: {
        ssr: `${name}.ts`,
        outDir: out,
        emptyOutDir: false,
        target: 'node24',
        rolldownOptions: {
          external: ['electron'],
          output: { format: 'es', entryFileNames: `${name}.js`, codeSplitting: false },
        },
      },
    })
  return { folder: page, server: join(out, 'server.js'), main: join(out, 'main.js') }
}
