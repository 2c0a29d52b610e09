import type { Person } from '../../../../article/index.ts'
import { isName } from '../../../../blocks/dialogue/view.ts'
import { hasLatin } from '../../../../text/scripts.ts'

type PersonDetails = Pick<Person, 'otherNames' | 'role'>

/** What is known of somebody on one line: other spellings, then the role; `서하린 ·` where there is no role. */
export function detailsLine({ otherNames, role }: PersonDetails): string {
  return role === '' && otherNames.length > 0
    ? `${otherNames.join(' · ')} ·`
    : [...otherNames, role].join(' · ')
}

/**
 * Reads such a line back. One part alone is a role, unless it is a name in another script than the person's: then it is
 * how they are written there.
 */
export function detailsFromLine(text: string, name: string): PersonDetails {
  const parts = text.split('·').map((part) => part.trim())
  const [only = ''] = parts
  if (parts.length === 1 && hasLatin(only) !== hasLatin(name) && isName(only))
    return { otherNames: [only], role: '' }
  return { otherNames: parts.slice(0, -1).filter(Boolean), role: parts.at(-1) ?? '' }
}
