import type { Person } from '../../../../article/index.ts'
import { isName } from '../../../../blocks/dialogue/view.ts'
import { hasLatin } from '../../../../text/scripts.ts'

/** What the cast knows about a person besides name and colour. */
type PersonDetails = Pick<Person, 'otherNames' | 'role'>

/**
 * Returns other spellings and role on one line: `서하린 · ferry pilot`. Without a role the line ends with a dot (`서하린 ·`), so
 * that {@link detailsFromLine} reads no spelling as a role.
 */
export function detailsLine({ otherNames, role }: PersonDetails): string {
  return role === '' && otherNames.length > 0
    ? `${otherNames.join(' · ')} ·`
    : [...otherNames, role].join(' · ')
}

/**
 * Reads such a line. A single part is the role, unless it is a name in another script than the person's: then it is
 * another spelling.
 * @param name the person's name
 */
export function detailsFromLine(text: string, name: string): PersonDetails {
  const parts = text.split('·').map((part) => part.trim())
  const [only = ''] = parts
  if (parts.length === 1 && hasLatin(only) !== hasLatin(name) && isName(only))
    return { otherNames: [only], role: '' }
  return { otherNames: parts.slice(0, -1).filter(Boolean), role: parts.at(-1) ?? '' }
}
