import type { TextFace } from '../block.ts'

/** Matches three or more of one ornament, with or without spaces between, or an asterism. */
const RULE = /^(?:([*＊_•-])(?: *\1){2,}|⁂|(?:—|──|━━){3,})$/u

/** Dividers in plain text: a line of ornaments such as `* * *`. */
export const text: TextFace = {
  readsFormatted: true,
  read: () => (line) => (RULE.test(line.matchable) ? { type: 'divider' } : null),
  outline: { divider: () => [{ type: 'divider' }] },
  plain: { divider: () => '* * *' },
}
