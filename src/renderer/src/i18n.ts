import { createI18n } from 'vue-i18n'
import { setLocale, type MessageKey, type MessageValues } from '../../text/messages.ts'
import rest from './locales/en.json'
import about from './locales/en/about.json'
import common from './locales/en/common.json'
import exporting from './locales/en/export.json'
import history from './locales/en/history.json'
import inspector from './locales/en/inspector.json'
import library from './locales/en/library.json'
import menus from './locales/en/menus.json'
import preview from './locales/en/preview.json'
import settingsDialog from './locales/en/settingsDialog.json'
import shell from './locales/en/shell.json'
import stores from './locales/en/stores.json'
import welcome from './locales/en/welcome.json'

/**
 * The page's own sentences: `t('library.rowMenu.pin')`, with values `t('common.turns', { count: 2, number: '2' })`. Each group
 * of `locales/en` belongs to a folder of the page. Blocks, the article and the desk bring their own catalogues, which
 * `src/text/messages.ts` translates; `setLanguage` switches both.
 *
 * A second language is a second folder beside `locales/en`, added to `messages` below.
 */
const en = {
  ...rest,
  about,
  common,
  export: exporting,
  history,
  inspector,
  library,
  menus,
  preview,
  settingsDialog,
  shell,
  stores,
  welcome,
}

/** A key of the page's catalogue: its groups and its name with dots between. */
export type PageMessageKey = MessageKey<typeof en>

/** The plugin for `app.use`, so that templates and devtools know the page's language. */
export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en },
  // A language may have fewer sentences than English: that is no fault to log.
  missingWarn: false,
  fallbackWarn: false,
})

/**
 * Returns the text of a key in the language in use. A component or computed value that calls it renders again after
 * {@link setLanguage}. Call it when the text is needed, never while a module loads.
 * @param values what replaces `{name}`; `count` also chooses the plural form
 */
export function t(key: PageMessageKey, values: MessageValues = {}): string {
  const { t: translate } = i18n.global
  return typeof values.count === 'number' ? translate(key, values, values.count) : translate(key, values)
}

/** Returns the text of a key that need not be in the catalogue, such as a setting's hint; '' if it is not. */
export function optionalText(key: string): string {
  return i18n.global.te(key) ? i18n.global.t(key) : ''
}

/** Returns the language in use, as a BCP 47 tag. Reactive: reading it in a computed value tracks it. */
export function language(): string {
  return i18n.global.locale.value
}

/** Returns a number as the language in use writes it: 12000 is "12,000" in English. */
export function formatNumber(value: number): string {
  return value.toLocaleString(language())
}

/**
 * Switches everything a writer reads: the page's sentences, those of the blocks, the article and the desk's contract, and
 * the language that assistive technology reads the page in.
 * @param tag a BCP 47 tag whose messages are known; others fall back to English sentence by sentence
 */
export function setLanguage(tag: string): void {
  // Before vue-i18n, whose change makes components read the core's messages again.
  setLocale(tag)
  ;(i18n.global.locale as { value: string }).value = tag
  document.documentElement.lang = tag
}
