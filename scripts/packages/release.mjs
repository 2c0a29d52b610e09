/**
 * `node scripts/packages/release.mjs FOLDER`: drafts a release on GitHub with the packages in a folder, for the tag that is checked
 * out. A person reads the draft and publishes it; only then do installed apps find it. The update goes to a part of them
 * at first: `GALLEY_STAGING` per cent, 10 if it is not set. To go further, edit `stagingPercentage` in the release's files.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, isMain, readJson, ROOT, runMain } from '../project.mjs'
import { runProgram } from '../steps.mjs'

const DEFAULT_STAGING = 10

/**
 * Returns the text of an update's metadata with the part of the installed apps that gets it.
 * @param {string} metadata as electron-builder writes it, `latest.yml`
 * @param {string | undefined} percent from 1 to 100
 * @throws {Failure} if that is no percentage
 */
export function staged(metadata, percent) {
  const part = percent === undefined || percent === '' ? DEFAULT_STAGING : Number(percent)
  if (!Number.isInteger(part) || part < 1 || part > 100)
    throw new Failure(`GALLEY_STAGING is ${percent}. Set it to a whole number from 1 to 100.`)
  const others = metadata.split('\n').filter((line) => line !== '' && !line.startsWith('stagingPercentage:'))
  return `${[...others, `stagingPercentage: ${part}`].join('\n')}\n`
}

/**
 * Checks that a tag names the version of package.json.
 * @param {string | undefined} tag such as v1.2.0
 * @param {string} version
 * @throws {Failure} if it does not
 */
export function checkTag(tag, version) {
  if (tag !== `v${version}`)
    throw new Failure(`the tag is ${tag} and package.json names version ${version}. Tag v${version}.`)
}

if (isMain(import.meta.url))
  await runMain(async () => {
    const folder = process.argv[2]
    if (folder === undefined) throw new Failure('name the folder with the packages.')
    const { version } = readJson(join(ROOT, 'package.json'))
    const tag = process.env.GITHUB_REF_NAME
    checkTag(tag, version)
    const files = readdirSync(folder).map((name) => join(folder, name))
    for (const file of files.filter((each) => each.endsWith('.yml')))
      writeFileSync(file, staged(readFileSync(file, 'utf8'), process.env.GALLEY_STAGING))
    const args = ['release', 'create', `v${version}`, '--draft', '--verify-tag', '--generate-notes', ...files]
    const { code, output } = await runProgram('gh', args, { cwd: ROOT })
    if (code !== 0) throw new Failure(`the release was not drafted: ${output}`)
    process.stdout.write(output)
    return 0
  })
