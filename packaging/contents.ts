/** The files that an app's archive must have, and no others, beside those of the page. */
const EXPECTED = [
  'LICENSE',
  'out/documents/worker.js',
  'out/main/index.js',
  'out/pictures/libheif-bundle.mjs',
  'out/pictures/vips-node.mjs',
  'out/pictures/vips.wasm',
  'out/pictures/worker.js',
  'out/preload/index.cjs',
  'out/renderer/files.json',
  'out/worker/search.js',
  'package.json',
  'resources/icons/linux/512x512.png',
  'resources/icons/linux/64x64.png',
]

/** Parts of the main bundle that are loaded when they are needed. */
const MAIN_CHUNK = /^out\/main\/[\w-]+-[\w-]{8}\.js$/

/**
 * Compares an archive's files with those that it must have.
 * @param files paths in the archive
 * @param pageFiles paths in `out/renderer/`, as the build listed them
 * @returns what is wrong, each as the end of a sentence about the archive
 */
export function unexpectedFiles(files: readonly string[], pageFiles: readonly string[]): string[] {
  const expected = new Set([...EXPECTED, ...pageFiles.map((path) => `out/renderer/${path}`)])
  const present = new Set(files)
  return [
    ...[...expected].filter((file) => !present.has(file)).map((file) => `lacks ${file}`),
    ...files.filter((file) => !expected.has(file) && !MAIN_CHUNK.test(file)).map((file) => `has ${file}`),
  ]
}
