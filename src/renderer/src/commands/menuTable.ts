import type { MenuRole } from '../../../desk.ts'
import type { t } from '../i18n.ts'
import type { Group } from './command.ts'

/**
 * Where each command stands in the desktop's native menu bar. A command that no entry names stands where the `rest` of its
 * group is, so that a new command is in a menu without a line here. Ids that the page has no command for are left out.
 */

/** The names in keys `menus.titles.<name>` of the page's catalogue. */
type MenuTitle<Key = Parameters<typeof t>[0]> = Key extends `menus.titles.${infer Name}` ? Name : never

/** One line of a menu in the table. */
export type Entry =
  /** The id of a command, or `-` for a separator. */
  | string
  | { readonly role: MenuRole }
  /** The commands of a group that no other entry names. */
  | { readonly rest: Group }
  /** The drafts that were edited last. */
  | { readonly drafts: 'recent' }
  /** The first of these that is there. */
  | { readonly first: readonly Entry[] }
  /** Entries of one system alone. */
  | { readonly only: 'mac' | 'others'; readonly entries: readonly Entry[] }
  | MenuEntries

/** A menu of the table, in the bar or in another menu. It is left out while nothing is in it. */
interface MenuEntries {
  readonly title: MenuTitle
  readonly entries: readonly Entry[]
  /** A menu to which the system adds items of its own. */
  readonly system?: 'window' | 'help'
}

/** Commands that stand in no menu: the system's items run them, and do the same in a text field. */
export const OMITTED: readonly string[] = ['undo', 'redo']

const mac = (...entries: readonly Entry[]): Entry => ({ only: 'mac', entries })
const others = (...entries: readonly Entry[]): Entry => ({ only: 'others', entries })
const role = (name: MenuRole): Entry => ({ role: name })
const about: Entry = { first: ['help.about', role('about')] }

/** The menu of macOS that bears the app's name. */
const APP: MenuEntries = {
  title: 'app',
  entries: [
    about,
    '-',
    'app.settings',
    '-',
    role('services'),
    '-',
    role('hide'),
    role('hideOthers'),
    role('unhide'),
    '-',
    role('quit'),
  ],
}

const FILE: MenuEntries = {
  title: 'file',
  entries: [
    'article.new',
    'window.new',
    'article.import',
    { title: 'openRecent', entries: [{ drafts: 'recent' }] },
    '-',
    'article.save',
    'article.export',
    'article.exportAgain',
    'article.saveDraftFile',
    'article.preview',
    { rest: 'article' },
    '-',
    'library.folder',
    'library.backup',
    'library.zip',
    'library.choose',
    { rest: 'library' },
    '-',
    'article.pdf',
    'article.print',
    '-',
    'article.trash',
    '-',
    others('app.settings', '-'),
    role('close'),
    others(role('quit')),
  ],
}

const EDIT: MenuEntries = {
  title: 'edit',
  entries: [
    role('undo'),
    role('redo'),
    '-',
    role('cut'),
    role('copy'),
    role('paste'),
    role('pasteAndMatchStyle'),
    role('delete'),
    role('selectAll'),
    '-',
    'article.copyLink',
    '-',
    'find',
    'find-next',
    'find-previous',
    'replace',
    'library.search',
    mac('-', { title: 'speech', entries: [role('startSpeaking'), role('stopSpeaking')] }),
  ],
}

const FORMAT: MenuEntries = {
  title: 'format',
  entries: [
    'mark.strong',
    'mark.em',
    'mark.strike',
    'mark.code',
    'mark.superscript',
    'mark.subscript',
    'mark.link',
    'mark.clear',
    '-',
    { title: 'turnInto', entries: [{ rest: 'turnInto' }] },
    { title: 'dialogue', entries: [{ rest: 'dialogue' }] },
    { title: 'block', entries: [{ rest: 'block' }] },
    '-',
    { rest: 'text' },
  ],
}

const VIEW: MenuEntries = {
  title: 'view',
  entries: [
    'view.library',
    'view.inspector',
    '-',
    'view.larger',
    'view.smaller',
    'view.actual',
    '-',
    'view.focusMode',
    'view.typewriter',
    'view.fullWidth',
    '-',
    { title: 'appearance', entries: ['view.theme.system', 'view.theme.light', 'view.theme.dark'] },
    { title: 'moreView', entries: [{ rest: 'view' }] },
    '-',
    role('togglefullscreen'),
  ],
}

const WINDOW: MenuEntries = {
  title: 'window',
  system: 'window',
  entries: [
    role('minimize'),
    mac(role('zoom')),
    '-',
    'window.move',
    '-',
    mac(role('front')),
    others(role('close')),
  ],
}

const HELP: MenuEntries = {
  title: 'help',
  system: 'help',
  entries: [
    'help.palette',
    'help.keys',
    'help.cheatSheet',
    'help.whatsNew',
    { rest: 'help' },
    '-',
    'help.report',
    'help.licences',
    others(about),
  ],
}

/** The menu bar. */
export const MENU_BAR: readonly Entry[] = [
  mac(APP),
  FILE,
  EDIT,
  { title: 'insert', entries: ['insert.menu', '-', { rest: 'insert' }] },
  FORMAT,
  VIEW,
  WINDOW,
  HELP,
]

/** Returns the ids of all commands that the table names. */
export function namedIds(entries: readonly Entry[] = MENU_BAR): readonly string[] {
  return entries.flatMap((entry) => {
    if (typeof entry === 'string') return entry === '-' ? [] : [entry]
    if ('first' in entry) return namedIds(entry.first)
    return 'entries' in entry ? namedIds(entry.entries) : []
  })
}
