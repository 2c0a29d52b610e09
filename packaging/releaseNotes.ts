import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Returns what CHANGELOG.md says of the version that package.json names; of what is unreleased if it does not name it.
 * @param root the project's folder
 */
export function releaseNotes(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return notesOf(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version)
}

/**
 * Returns a version's section of a changelog, without its heading.
 * @param changelog Markdown with a heading of the second level for each version, `## 1.2.0` or `## Unreleased`
 */
export function notesOf(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1)
  const find = (name: string) => sections.find((section) => section.split(/[\s,(]/, 1)[0] === name)
  const section = find(version) ?? find('Unreleased') ?? ''
  return section.slice(section.indexOf('\n') + 1).trim()
}
