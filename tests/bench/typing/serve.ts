import vue from '@vitejs/plugin-vue'
import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { build, type Plugin } from 'vite'

const HERE = import.meta.dirname
const ROOT = join(HERE, '..', '..', '..')
const CACHE = join(ROOT, 'out', 'bench')

/** Builds the peers' page. Returns its folder. */
export async function buildPeers(): Promise<string> {
  const outDir = join(CACHE, 'peers')
  await build({
    configFile: false,
    root: join(HERE, '..', 'peers', 'typing'),
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"', __VUE_PROD_DEVTOOLS__: 'false' },
    build: { outDir, emptyOutDir: true, target: 'esnext', chunkSizeWarningLimit: 4096 },
  })
  return outDir
}

/**
 * Builds the app's page with an autosave and a journal that do nothing. Returns its folder.
 * @throws Error if the stores import neither any more: a page that saves would be measured as one that does not
 */
export async function buildUnsaved(): Promise<string> {
  const outDir = join(CACHE, 'unsaved')
  const replaced = new Set<string>()
  const standIns: Plugin = {
    name: 'unsaved',
    enforce: 'pre',
    resolveId: (source, importer) => {
      const name = /^\.{1,2}\/(?:[a-z]+\/)?(autosave|journal)\.ts$/.exec(source)?.[1]
      if (name === undefined || importer?.replaceAll('\\', '/').includes('/renderer/src/stores/') !== true)
        return null
      replaced.add(name)
      return join(HERE, 'unsaved', `${name}.ts`)
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
  if (replaced.size !== 2)
    throw new Error('the stores import no autosave.ts and journal.ts that could be replaced')
  return outDir
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' }

/** Serves the peers' page on a free port of this machine. */
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
