import type { MenuItem } from '../../../desk.ts'
import { t } from '../i18n.ts'
import type { Command } from './command.ts'
import { type Entry, MENU_BAR, namedIds, OMITTED } from './menuTable.ts'

/** What the native menus are made of. */
export interface MenuSource {
  readonly commands: readonly Command[]
  /** The drafts under "Open recent", with their titles. */
  readonly recentDrafts: readonly { readonly id: string; readonly title: string }[]
  readonly isMac: boolean
  /** True while a dialog is open: commands wait until it is closed, as their keys do. */
  readonly isBlocked: boolean
}

/** The commands in one menu bar, by id and by group. */
interface Listed extends MenuSource {
  readonly byId: ReadonlyMap<string, Command>
  /** Ids that the table names, and those that stand in no menu. */
  readonly named: ReadonlySet<string>
}

/** Returns the native menu bar: the table with the commands that there are now, their names, keys and states. */
export function menuBar(source: MenuSource): readonly MenuItem[] {
  const byId = new Map(source.commands.map((command) => [command.id, command]))
  const named = new Set([...namedIds(), ...OMITTED])
  return itemsOf(MENU_BAR, { ...source, byId, named })
}

function itemsOf(entries: readonly Entry[], listed: Listed): readonly MenuItem[] {
  return withoutLooseSeparators(entries.flatMap((entry) => itemsFrom(entry, listed)))
}

function itemsFrom(entry: Entry, listed: Listed): readonly MenuItem[] {
  if (entry === '-') return [{ kind: 'separator' }]
  if (typeof entry === 'string') {
    const command = listed.byId.get(entry)
    return command === undefined ? [] : [commandItem(command, listed)]
  }
  if ('role' in entry) return [{ kind: 'role', role: entry.role, label: t(`menus.roles.${entry.role}`) }]
  if ('rest' in entry)
    return listed.commands
      .filter(({ id, group }) => group === entry.rest && !listed.named.has(id))
      .map((command) => commandItem(command, listed))
  if ('drafts' in entry)
    return listed.recentDrafts.map(({ id, title }) => ({
      kind: 'draft',
      id,
      label: title.slice(0, MAX_TITLE_LENGTH) || t('menus.untitled'),
    }))
  if ('first' in entry)
    return entry.first.map((each) => itemsFrom(each, listed)).find(({ length }) => length > 0) ?? []
  if ('only' in entry)
    return (entry.only === 'mac') === listed.isMac ? itemsOfPart(entry.entries, listed) : []
  const items = itemsOf(entry.entries, listed)
  if (items.length === 0) return []
  return [{ kind: 'menu', label: t(`menus.titles.${entry.title}`), role: entry.system ?? null, items }]
}

/** The items of a part of a menu: its separators at either end stay. */
function itemsOfPart(entries: readonly Entry[], listed: Listed): readonly MenuItem[] {
  return entries.flatMap((entry) => itemsFrom(entry, listed))
}

/** A longer title is cut: a menu is as wide as its widest item. */
const MAX_TITLE_LENGTH = 80

function commandItem(command: Command, { isBlocked }: Listed): MenuItem {
  const { id, label, menuLabel, keys, enabled, checked } = command
  return {
    kind: 'command',
    id,
    label: (menuLabel ?? label)(),
    keys: keys ?? '',
    isEnabled: !isBlocked && enabled?.() !== false,
    isChecked: checked?.() ?? null,
  }
}

/** Returns the items with separators only between others: commands around them may be missing. */
function withoutLooseSeparators(items: readonly MenuItem[]): readonly MenuItem[] {
  const isSeparator = (item: MenuItem | undefined): boolean => item?.kind === 'separator'
  const single = items.filter((item, index) => !isSeparator(item) || !isSeparator(items[index - 1]))
  const start = isSeparator(single[0]) ? 1 : 0
  return single.slice(start, isSeparator(single.at(-1)) ? -1 : undefined)
}
