import { t } from '../i18n.ts'
import type { Command } from '../commands/command.ts'
import { keysLabel } from '../commands/keyNames.ts'

/**
 * The rows of the cheat sheet: what to type, paste or press, and what Galley makes of it. What can be typed in place of a
 * command's keys comes from the commands; a test feeds every other example to the code that reads it.
 */

/** Turns, as they are typed at the start of a paragraph. */
export const TYPED_TURNS = ['says', 'saysTo', 'saysAside', 'known'] as const

/** Lines that a pasted or imported text is read by. */
export const PASTED_LINES = ['said', 'onScreen', 'photo', 'address', 'origin'] as const

/** What can be typed after a slash. */
export const SLASHES = ['menu', 'photo', 'address'] as const

/** Keys inside a turn, as ProseMirror names them. */
const TURN_KEYS = {
  next: 'Enter',
  same: 'Mod-Enter',
  change: 'Tab',
  lineBreak: 'Shift-Enter',
  speaker: 'Mod-Shift-Enter',
} as const

/** One row: what to type or press, and what that does. */
export interface CheatRow {
  readonly id: string
  readonly example: string
  /** The example is keys to press rather than a text. */
  readonly isKeys?: true
  readonly means: string
}

/** A part of the cheat sheet. */
export interface CheatSection {
  readonly name: string
  readonly rows: readonly CheatRow[]
}

/**
 * What can be typed for each command that has a typed form: `## ␣` makes a heading. Marks without one, such as superscript, have
 * a row with their keys.
 */
function markdownRows(commands: readonly Command[]): readonly CheatRow[] {
  return commands.flatMap(({ id, typed, keys, label }): CheatRow[] => {
    if (id.startsWith('turn.')) return []
    if (typed !== undefined) return [{ id, example: typed.text(), means: typed.label() }]
    const isMark = id.startsWith('mark.') && keys !== undefined
    return isMark ? [{ id, example: keysLabel(keys), isKeys: true, means: label() }] : []
  })
}

/**
 * Returns the cheat sheet in the language in use.
 * @param commands those of the editor, open or not
 */
export function cheatSheet(commands: readonly Command[]): readonly CheatSection[] {
  return [
    {
      name: t('about.cheatSheet.typed.title'),
      rows: [
        ...TYPED_TURNS.map((id) => ({
          id,
          example: t(`about.cheatSheet.typed.${id}.text`),
          means: t(`about.cheatSheet.typed.${id}.means`),
        })),
        ...(Object.keys(TURN_KEYS) as (keyof typeof TURN_KEYS)[]).map((id) => ({
          id,
          example: keysLabel(TURN_KEYS[id]),
          isKeys: true as const,
          means: t(`about.cheatSheet.keys.${id}`),
        })),
      ],
    },
    {
      name: t('about.cheatSheet.pasted.title'),
      rows: PASTED_LINES.map((id) => ({
        id,
        example: t(`about.cheatSheet.pasted.${id}.text`),
        means: t(`about.cheatSheet.pasted.${id}.means`),
      })),
    },
    {
      name: t('about.cheatSheet.slash.title'),
      rows: SLASHES.map((id) => ({
        id,
        example: t(`about.cheatSheet.slash.${id}.text`),
        means: t(`about.cheatSheet.slash.${id}.means`),
      })),
    },
    { name: t('about.cheatSheet.markdown'), rows: markdownRows(commands) },
  ]
}
