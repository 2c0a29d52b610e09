/**
 * Lists the packages that the bundles contain, with their licences. Each build notes its packages in a `licences.json` of
 * its own folder (`licencePlugins`); after all builds `mergeLicences` joins them to `out/renderer/licences.json`, which both
 * hosts serve as `/licences.json`:
 *
 *   [{ "name": "pinia", "version": "4.1.0", "licence": "MIT", "text": "The MIT License (MIT)…" }, …]
 *
 * A package counts if at least one of its modules, style sheets or fonts is in a bundle. Uses no package.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Failure, readJson, ROOT, writeJson } from './project.mjs'

/** The name of the list in a build's folder. */
const LIST = 'licences.json'

/** The builds' folders, relative to `out/`. The merged list is in the page's. */
const BUILD_FOLDERS = ['main', 'preload', 'renderer', 'web', 'worker', 'documents', 'pictures', 'cli']

/** Licences that packages leave out of what they publish, as their repositories have them: `saxes.txt`. */
const TEXTS = join(ROOT, 'resources', 'licences')

/** @typedef {{ name: string, version: string, licence: string, text: string }} Licence `licence` is an SPDX expression */

/**
 * Returns the plugins that note a build's packages in its folder. Web workers are bundled by themselves, so they need the
 * second one.
 * @returns {{ bundle: import('vite').Plugin, worker: import('vite').Plugin }}
 */
export function licencePlugins() {
  /** @type {Set<string>} */
  const folders = new Set()
  let root = ''
  /**
   * @param {import('vite').Rolldown.PluginContext} context
   * @param {import('vite').Rolldown.OutputBundle} bundle
   */
  const collect = (context, bundle) => {
    const styles = [...context.getModuleIds()].filter((id) => /\.css(\?|$)/.test(id))
    const files = Object.values(bundle).flatMap((output) =>
      output.type === 'chunk' ? output.moduleIds : output.originalFileNames,
    )
    for (const file of [...files, ...styles]) {
      const folder = packageFolder(file)
      if (folder !== null) folders.add(resolve(root, folder))
    }
  }
  return {
    bundle: {
      name: 'galley-licences',
      configResolved: (config) => {
        root = config.root
      },
      generateBundle(_options, bundle) {
        collect(this, bundle)
        const source = JSON.stringify(sorted([...folders].map(readLicence)))
        this.emitFile({ type: 'asset', fileName: LIST, source })
      },
    },
    worker: {
      name: 'galley-worker-licences',
      generateBundle(_options, bundle) {
        collect(this, bundle)
      },
    },
  }
}

/**
 * Returns the folder of the package that a module belongs to; null for our own modules.
 * @param {string} module a module's id, which may begin with a null character and end with a query
 */
export function packageFolder(module) {
  const [path = ''] = module.replace('\0', '').replaceAll('\\', '/').split('?')
  return /^.*(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? null
}

/**
 * Reads a package's licence.
 * @param {string} folder
 * @returns {Licence}
 * @throws {Failure} if the package names no licence
 */
export function readLicence(folder) {
  const { name, version, license, author } = readJson(join(folder, 'package.json')) ?? {}
  if (typeof license !== 'string' || license === '')
    throw new Failure(`the package in ${folder} names no licence, so it cannot be part of Galley.`)
  const files = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying)/i.test(file))
    .sort()
  const text = files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
  return { name, version, licence: license, text: text === '' ? missingText(name, license, author) : text }
}

/**
 * Returns the text of a licence that a package names without a file of it: the one in its repository, if that is kept here, or
 * else the licence's own; '' if that is not known. Galley's own licence is MIT, too, so only the copyright line differs.
 * @param {string} name
 * @param {string} licence
 * @param {unknown} author as package.json names it
 */
function missingText(name, licence, author) {
  const kept = join(TEXTS, `${name}.txt`)
  if (existsSync(kept)) return readFileSync(kept, 'utf8').trim()
  if (licence !== 'MIT') return ''
  const holder =
    typeof author === 'object' && author !== null && 'name' in author
      ? author.name
      : (author ?? 'its authors')
  return readFileSync(join(ROOT, 'LICENSE'), 'utf8')
    .trim()
    .replace(/^Copyright .*$/m, `Copyright (c) ${holder}`)
}

/**
 * Joins the lists of all builds and adds Electron, which packages contain as a program.
 * @param {string} root the project's folder
 * @returns {Licence[]} the list that was written
 * @throws {Failure} if a build left no list
 */
export function mergeLicences(root) {
  const out = join(root, 'out')
  const lists = BUILD_FOLDERS.map((folder) => {
    const list = readJson(join(out, folder, LIST))
    if (!Array.isArray(list)) throw new Failure(`the build of ${folder} left no list of licences.`)
    return list
  })
  const merged = sorted([...lists.flat(), readLicence(join(root, 'node_modules', 'electron'))])
  for (const folder of BUILD_FOLDERS) rmSync(join(out, folder, LIST))
  writeJson(join(out, 'renderer', LIST), merged)
  return merged
}

/**
 * Returns the licences by name and version, each once.
 * @param {readonly Licence[]} licences
 */
function sorted(licences) {
  const byPackage = new Map(licences.map((licence) => [`${licence.name} ${licence.version}`, licence]))
  return [...byPackage].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, licence]) => licence)
}
