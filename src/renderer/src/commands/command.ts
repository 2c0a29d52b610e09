/** The parts of the palette and of the shortcut sheet, in the order they are shown. */
export const GROUPS = [
  'Article',
  'Insert',
  'Turn into',
  'Text',
  'Dialogue',
  'Block',
  'View',
  'Library',
  'Help',
] as const
export type Group = (typeof GROUPS)[number]

/**
 * Who listens for a command's keys: `page`, one listener of the document, wherever the focus is; `editor`, the editor's
 * own keymaps and plugins, while the focus is in the article.
 */
export type Bound = 'page' | 'editor'

/** Something a writer can have done: in the palette by its name, on the shortcut sheet by its keys. */
export interface Command {
  readonly id: string
  /** As the palette names it: "Turn into heading 2". */
  readonly label: string
  readonly group: Group
  /** In ProseMirror's spelling, `Mod-Shift-k`; further keys for the same are parted by spaces. */
  readonly keys?: string
  /** Who listens for the keys. Set whenever `keys` is. */
  readonly bound?: Bound
  /** Other words somebody may look for. */
  readonly keywords?: string
  /** Whether it can be done now; absent means always. */
  readonly enabled?: () => boolean
  /** For what is on or off: which of the two it is. */
  readonly checked?: () => boolean
  readonly run: () => void
}
