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
