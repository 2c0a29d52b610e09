import { readFileSync } from 'node:fs'
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

/** libvips: a module that starts threads of its own file, and the WebAssembly that it reads beside it. */
const VIPS_MODULE = 'vips-node.mjs'
const VIPS_FILES = [VIPS_MODULE, 'vips.wasm']

/** Puts libvips beside a bundle as it is, and imports it from there. */
export const vipsBeside: Plugin = {
  name: 'galley:vips-beside',
  enforce: 'pre',
  resolveId: (id) => (id === 'wasm-vips' ? { id: `./${VIPS_MODULE}`, external: true } : null),
  generateBundle() {
    for (const fileName of VIPS_FILES) {
      const file = new URL(`node_modules/wasm-vips/lib/${fileName}`, import.meta.url)
      // The list of licences is made from the names of the originals.
      this.emitFile({
        type: 'asset',
        fileName,
        source: readFileSync(file),
        originalFileName: fileURLToPath(file),
      })
    }
  },
}
