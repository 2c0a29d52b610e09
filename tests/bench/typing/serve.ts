import vue from '@vitejs/plugin-vue'
import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { build, type Plugin } from 'vite'

const HERE = import.meta.dirname
const ROOT = join(HERE, '..', '..', '..')
const CACHE = join(ROOT, 'out', 'bench')

/** Builds the pages of the peers. Answers their folder. */
export async function buildPeers(): Promise<string> {
  const outDir = join(CACHE, 'peers')
  await build({
    configFile: false,
    root: join(HERE, 'pages'),
    logLevel: 'warn',
    // rich-text pins an earlier lexical than ours, and two copies of it do not know each other's nodes.
    resolve: { dedupe: ['lexical'] },
    define: { 'process.env.NODE_ENV': '"production"', __VUE_PROD_DEVTOOLS__: 'false' },
    build: { outDir, emptyOutDir: true, target: 'esnext', chunkSizeWarningLimit: 4096 },
  })
  return outDir
}

/** Builds the app's page with an autosave and a journal that do nothing. Answers its folder. */
export async function buildUnsaved(): Promise<string> {
  const outDir = join(CACHE, 'unsaved')
  const standIns: Plugin = {
    name: 'unsaved',
    enforce: 'pre',
    resolveId: (source, importer) => {
      const name = /^\.\/(autosave|journal)\.ts$/.exec(source)?.[1]
      return name !== undefined && importer?.endsWith('/stores/draft.ts') === true
        ? join(HERE, 'unsaved', `${name}.ts`)
        : null
    },
  }
  await build({
    configFile: false,
    root: join(ROOT, 'src', 'renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [standIns, vue()],
    build: { outDir, emptyOutDir: true, reportCompressedSize: false },
  })
  return outDir
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' }

/** Serves the built pages of the peers to this machine. */
export async function servePeers(folder: string): Promise<{ address: string; close: () => void }> {
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = join(folder, path === '/' ? 'index.html' : path)
    readFile(file).then(
      (bytes) => response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'text/css' }).end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
