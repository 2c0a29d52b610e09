import type { Page } from 'playwright-core'
import type { Draft } from './library.ts'
import * as about from './about.ts'
import * as by from './around.ts'
import * as list from './libraryList.ts'
import * as go from './reach.ts'
import type { Size } from './stage.ts'

/** What a state may use to be reached. */
export interface Scene {
  readonly page: Page
  /** A folder of its own; the library is in it. */
  readonly folder: string
  /** Starts another host over the same library and goes on in its page; the first goes on too, or is cut off. */
  readonly another: (first: 'goes on' | 'is cut off') => Promise<void>
}

/** A state of the app that is worth a look. */
export interface State {
  readonly name: string
  /** Which draft is open; null over an empty library. */
  readonly draft: Draft | null
  readonly reach?: (scene: Scene) => Promise<void>
  /** The desktop app on the stand-in for Electron; the browser host if there is none. */
  readonly on?: 'desktop'
  /** Over settings of somebody who has not seen the first start's pages. */
  readonly isFirstStart?: true
  readonly media?: 'print' | 'forced-colours'
  /** The whole height of the page, not only what is in the window. */
  readonly whole?: true
  /** Only at these sizes: those where the state exists. */
  readonly widths?: readonly Size[]
}

const recap = (name: string, reach?: State['reach'], more: Partial<State> = {}): State => ({
  name,
  draft: 'recap',
  ...(reach === undefined ? {} : { reach }),
  ...more,
})

const NARROW = ['1024', '720', '200%'] as const

const PAGES: readonly State[] = [
  { name: 'library-empty', draft: null },
  { name: 'drop', draft: null, reach: go.dragFile },
  { name: 'draft-empty', draft: 'empty' },
  recap('recap'),
  recap('recap-dialogue', go.toDialogue),
  recap('recap-end', go.toEnd),
  { name: 'every-block', draft: 'every-block' },
  { name: 'every-block-end', draft: 'every-block', reach: go.toEnd },
  { name: 'korean', draft: 'korean' },
  { name: 'korean-dialogue', draft: 'korean', reach: go.toDialogue },
  { name: 'japanese', draft: 'japanese' },
  { name: 'hebrew', draft: 'hebrew' },
  { name: 'arabic', draft: 'arabic' },
  { name: 'long-dialogue', draft: 'long', reach: go.toMiddle },
  recap('note', by.note),
  recap('footnote', by.footnote),
  recap('notes', by.notes),
  recap('focus-mode', go.focusMode),
  recap('full-width', go.command('Full width')),
  recap('text-larger', go.command('Larger text')),
]

const WRITING: readonly State[] = [
  recap('turn-suggested', go.nextTurn),
  recap('turn-typed', go.typeTurn),
  recap('speaker-field', go.speakerField),
  recap('speaker-addressee', go.addressee),
  recap('speaker-question', go.renameQuestion),
  recap('selection', go.select),
  recap('link-editor', go.linkEditor),
  recap('link-refused', go.linkRefused),
  recap('slash-menu', go.slash('/')),
  recap('slash-query', go.slash('/em')),
  recap('plus', go.plus),
  recap('block-handle', go.handle),
  recap('block-menu', go.blockMenu),
  recap('block-turn-into', go.turnInto),
  recap('block-selected', go.selectEmbed),
  recap('drag', go.dragBlock),
  recap('photo-selected', go.selectPhoto(0)),
  recap('drop-notice', go.dropPhotos),
  { name: 'gallery', draft: 'gallery' },
  { name: 'embeds', draft: 'embeds' },
  { name: 'embeds-failed', draft: 'embeds', reach: go.failToFetch },
  { name: 'gallery-photo', draft: 'gallery', reach: go.selectPhoto(1) },
  { name: 'table', draft: 'tables', reach: go.inCell },
  { name: 'table-menu', draft: 'tables', reach: go.tableMenu },
  recap('photo-crop', go.cropPhoto(0)),
  { name: 'photo-wide', draft: 'photos', reach: go.selectPhoto(0) },
  { name: 'photo-full', draft: 'photos', reach: go.selectPhoto(1) },
  { name: 'photo-portrait', draft: 'photos', reach: go.selectPhoto(2) },
  { name: 'photo-small', draft: 'photos', reach: go.selectPhoto(3) },
  { name: 'photo-rotated', draft: 'photos', reach: go.selectPhoto(4) },
  recap('find', go.find('kettle')),
  recap('find-nothing', go.find('teapot')),
  recap('replace', go.replace('rain')),
  recap('palette', go.palette('')),
  recap('palette-query', go.palette('tur')),
  recap('palette-nothing', go.palette('zzzz')),
]

const DIALOGS: readonly State[] = [
  recap('shortcuts', go.press('ControlOrMeta+/')),
  recap('help-menu', about.helpMenu),
  recap('help-in-bar', about.barHelp, { widths: ['1440'] }),
  recap('cheat-sheet', about.cheatSheet),
  recap('settings', about.settings()),
  recap('settings-nothing', about.settings('zzzz')),
  recap('settings-changed', about.changedSettings),
  recap('settings-desktop', about.settings(), { on: 'desktop' }),
  recap('about', go.command('About Galley')),
  recap('about-desktop', go.command('About Galley'), { on: 'desktop' }),
  recap('licences', about.licences),
  recap('licence-open', about.openLicence),
  recap('news', go.command('What’s new')),
  recap('report', about.report),
  recap('report-desktop', about.report, { on: 'desktop' }),
  recap('update-notes', about.updateNotes),
  { name: 'welcome', draft: null, isFirstStart: true, reach: about.welcome(1) },
  { name: 'welcome-folder', draft: null, isFirstStart: true, reach: about.welcome(2) },
  { name: 'welcome-sample', draft: null, isFirstStart: true, reach: about.welcome(3) },
  recap('export', by.exported('Code')),
  recap('export-page', by.exported('Page')),
  recap('export-page-cms', by.exported('Page', 'HTML for a CMS')),
  recap('export-pdf', by.exportedPdf),
  recap('export-pdf-desktop', by.exportedPdf, { on: 'desktop' }),
  recap('preview-phone', by.previewed('Phone')),
  recap('preview-tablet', by.previewed('Tablet')),
  recap('preview-desktop', by.previewed('Desktop')),
  recap('preview-dark', by.previewed('Phone', 'Dark')),
  recap('preview-paper', by.previewed('Paper')),
  recap('preview-cms', by.previewedAs('HTML for a CMS', 'Tablet')),
  recap('preview-code', by.previewedAs('Markdown')),
  { name: 'preview-empty', draft: 'empty', reach: by.previewedEmpty },
  { name: 'preview-tables', draft: 'tables', reach: by.previewed('Phone') },
  { name: 'preview-every-block', draft: 'every-block', reach: by.previewed('Tablet') },
]

const PANELS: readonly State[] = [
  recap('history-versions', by.versions),
  recap('history-diff', by.diff),
  recap('trash', by.trash),
  recap('trash-asking', by.emptyTrash),
  recap('trash-empty', by.openTrash),
  recap('backup', by.backUp),
  recap('import-report', by.importFolder),
  recap('inspector-article', by.tab('Article')),
  recap('inspector-search', by.sections(true, 'Address and search')),
  recap('inspector-social', by.socialCard),
  recap('inspector-folded', by.sections(false, 'Publishing', 'Outline', 'Counts', 'Speakers')),
  recap('inspector-cast', by.tab('Cast')),
  recap('inspector-checks', by.tab('Checks')),
  recap('person-menu', by.personMenu),
  recap('library-search', by.search('kettle')),
  recap('library-nothing', by.search('zzzz')),
  recap('library-sort', by.listMenu),
  recap('library-filter', list.tagMenu),
  recap('library-templates', list.templateMenu),
  recap('library-templates-dialog', list.templates),
  recap('inspector-goal', list.goal),
  recap('library-row-menu', list.rowMenu),
  recap('library-rename', list.renaming),
  recap('library-selected', list.selected),
  recap('library-tags', list.tagging),
  recap('library-series', list.series),
  recap('library-series-dialog', list.seriesDialog),
  recap('library-series-menu', list.seriesMenu),
  recap('library-saved-filters', list.savedFilters),
  recap('library-saved-menu', list.filterMenu),
  recap('library-folder', by.folderMenu),
  recap('drawer-library', by.drawer('Library'), { widths: NARROW }),
  recap('drawer-inspector', by.drawer('Inspector'), { widths: NARROW }),
]

const TROUBLES: readonly State[] = [
  recap('notice-pasted', by.paste),
  recap('notice-trashed', by.trashed),
  recap('notice-save-failed', by.saveFails),
  recap('notice-changed-outside', by.changedOutside),
  recap('notice-recovered', by.recovered),
  recap('notice-damaged', by.openDamaged),
  recap('notice-import-refused', by.importRefused),
  recap('notice-update', about.updateNotice('ready')),
  recap('notice-update-available', about.updateNotice('available')),
  recap('read-only', by.openTwice),
  recap('photo-missing', by.photoMissing),
]

/** The states in groups: the page, writing on it, dialogs and previews, the panels at its sides, notices of trouble. */
export const GROUPS = { pages: PAGES, writing: WRITING, dialogs: DIALOGS, panels: PANELS, troubles: TROUBLES }

export const STATES: readonly State[] = [
  ...PAGES,
  ...WRITING,
  ...DIALOGS,
  ...PANELS,
  ...TROUBLES,
  recap('forced-colours', go.blockMenu, { media: 'forced-colours', widths: ['1440'] }),
  recap('readme', by.tab('Cast'), { widths: ['tall'] }),
  recap('print', undefined, { media: 'print', whole: true, widths: ['720'] }),
  { name: 'print-every-block', draft: 'every-block', media: 'print', whole: true, widths: ['720'] },
]
