import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** What the builds of several programs have in common. */

/** Rooms whose modules do nothing but define: what a bundle does not use of them, it does not load. */
const PURE_ROOMS = /\/src\/(?:article|blocks|desk|text|contract)\/.*\.ts$/

export const treeshake = { moduleSideEffects: (id: string) => !PURE_ROOMS.test(id) }

/** Makes a host's scripts small, but keeps the names of functions and classes: the stacks in a log stay readable. */
export const minifyWithNames = {
  compress: true,
  mangle: { keepNames: true },
  codegen: { removeWhitespace: true },
}

/** Leaves out a third of a megabyte of schema validation, which conf offers and Galley's stores do without. */
export const withoutSchemas: Plugin = {
  name: 'galley:without-schemas',
  enforce: 'pre',
  resolveId: (id) => (/^ajv(?:-formats)?(?:\/|$)/.test(id) ? `\0without:${id}` : null),
  load: (id) =>
    id.startsWith('\0without:')
      ? "export class Ajv2020 { constructor() { throw new Error('stores with a schema are left out of the build') } }\nexport default {}"
      : null,
}

/** What the pictures' thread reads beside its bundle, as it is: files of a package, and the import that means the first of them. */
const DECODERS = [
  // libvips: a module that starts threads of its own file, and the WebAssembly that it reads beside it.
  { imported: 'wasm-vips', files: ['wasm-vips/lib/vips-node.mjs', 'wasm-vips/lib/vips.wasm'] },
  // libheif, for HEIC: read at the first such picture, and by its licence (LGPL) a file of its own, which can be replaced.
  {
    imported: 'libheif-js/libheif-wasm/libheif-bundle.mjs',
    files: ['libheif-js/libheif-wasm/libheif-bundle.mjs'],
  },
]

/** Puts the decoders of pictures beside a bundle as they are, and imports them from there. */
export const decodersBeside: Plugin = {
  name: 'galley:decoders-beside',
  enforce: 'pre',
  resolveId(id) {
    const [file] = DECODERS.find(({ imported }) => imported === id)?.files ?? []
    return file === undefined ? null : { id: `./${basename(file)}`, external: true }
  },
  generateBundle() {
    for (const path of DECODERS.flatMap(({ files }) => files)) {
      const file = new URL(`node_modules/${path}`, import.meta.url)
      // The list of licences is made from the names of the originals.
      this.emitFile({
        type: 'asset',
        fileName: basename(path),
        source: readFileSync(file),
        originalFileName: fileURLToPath(file),
      })
    }
  },
}
