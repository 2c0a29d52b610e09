import { ArticleError } from '../error.ts'
import { t } from '../messages.ts'

/** The version of the file format this Galley writes. Raise it with a migration below and a fixture of the old one. */
export const VERSION = 1

type Fields = Readonly<Record<string, unknown>>

/** `migrations[n]` makes a version n+1 article file of a version n one. */
const migrations: Readonly<Record<number, (file: Fields) => Fields>> = {}

/**
 * Converts an article file of any older version to this one.
 * @throws ArticleError when the version is missing, not a number, or newer than this Galley.
 */
export function migrate(file: Fields, steps = migrations, target = VERSION): Fields {
  let current = file
  for (let version = versionOf(file, steps, target); version < target; version += 1) {
    const step = steps[version]
    if (step === undefined) throw new Error(`no migration from version ${String(version)}`)
    current = { ...step(current), version: version + 1 }
  }
  return current
}

function versionOf({ version }: Fields, steps: typeof migrations, target: number): number {
  const isVersion = typeof version === 'number' && Number.isInteger(version)
  if (!isVersion || (version < 1 && steps[version] === undefined))
    throw new ArticleError(t('file.noVersion'), 'version', t('file.addVersion'))
  if (version > target)
    throw new ArticleError(
      t('file.newerVersion', { version, newest: target }),
      'version',
      t('file.updateGalley'),
    )
  return version
}
