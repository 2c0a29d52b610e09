import { t } from '../i18n.ts'

/**
 * Everything a writer can have done is a {@link Command}. The palette finds it by its label and keywords, the shortcut sheet
 * lists it by its keys and by what can be typed for it. This folder knows no editor: the page, an open editor and its
 * find bar each add their own commands to the list (`commandStore.ts`) for as long as they exist.
 *
 * Texts are functions: they are translated each time they are shown, because the language can change.
 */

/** The sections of the palette and the shortcut sheet, in the order they are shown. */
export const GROUPS = [
  'article',
  'insert',
  'turnInto',
  'text',
  'dialogue',
  'block',
  'view',
  'library',
  'settings',
  'help',
] as const
export type Group = (typeof GROUPS)[number]

/** The heading of a section, in the language in use. */
export function groupLabel(group: Group): string {
  return t(`commands.groups.${group}`)
}

/**
 * Where the keys of a command are bound; each key is bound in exactly one place.
 * - `page`: in the document's key listener (`usePageKeys.ts`), wherever the focus is.
 * - `editor`: in the editor's keymap (`editor/typing/keys.ts`), while the focus is in the article.
 * - `here`: by whoever adds the command, such as a menu's own plugin.
 */
export type Bound = 'page' | 'editor' | 'here'

/** The keys of a command and where they are bound: both or neither. */
export type Shortcut =
  | {
      /** ProseMirror key names, `Mod-Shift-k`; alternatives are separated by spaces. */
      readonly keys: string
      readonly bound: Bound
    }
  | { readonly keys?: undefined; readonly bound?: undefined }

/** What can be typed in the article for the same effect: `## ` for a heading. */
export interface TypedForm {
  /** What the shortcut sheet calls it: "Heading 2". */
  readonly label: () => string
  /** What to type, as the sheet shows it: `## ␣`, where ␣ is the space that completes it. */
  readonly text: () => string
}

/** The name of a command and the words to find it by. */
export interface CommandWords {
  /** As the palette names it: "Turn into heading 2". */
  readonly label: () => string
  /** The name in a menu whose title says the rest: "Heading 2" under "Turn into". Absent means the label. */
  readonly menuLabel?: () => string
  /** Other words somebody may look for, separated by spaces. */
  readonly keywords?: () => string
}

/**
 * Something a writer can have done.
 *
 * Example: `{ id: 'article.save', group: 'article', ...listedWords('save'), keys: 'Mod-s', bound: 'page', run }` is in the
 * palette as "Save now", on the shortcut sheet under "Article", and runs when Ctrl+S (⌘S on a Mac) is pressed anywhere.
 */
export type Command = CommandWords &
  Shortcut & {
    /** Unique, as `article.new`. The palette remembers recent commands by it. */
    readonly id: string
    /** The section it is listed in. */
    readonly group: Group
    /** What can be typed in the article for the same effect. */
    readonly typed?: TypedForm
    /** Returns true if it can be done now; absent means always. */
    readonly enabled?: () => boolean
    /** Returns true if it is on, for a command that switches something. */
    readonly checked?: () => boolean
    /** Does it. Callers check `enabled` first. */
    readonly run: () => void
  }

/** Keys of the page's catalogue. */
type PageKey = Parameters<typeof t>[0]
/** The name in a key `commands.list.<name>.label`. */
type ListedIn<Key> = Key extends `commands.list.${infer Name}.label` ? Name : never

/** The commands whose words are in the page's catalogue, as `commands.list.<name>`. */
export type ListedCommand = ListedIn<PageKey>

/** Label and keywords of a command from the page's catalogue. */
export function listedWords(name: ListedCommand): Required<Pick<CommandWords, 'label' | 'keywords'>> {
  return {
    label: () => t(`commands.list.${name}.label`),
    keywords: () => t(`commands.list.${name}.keywords`),
  }
}
