import { defineStore } from 'pinia'
import { headlineText } from '../../../../article/index.ts'
import type { Paper } from '../../../../desk.ts'
import { host, isDesktop } from '../../desk.ts'
import { t } from '../../i18n.ts'
import { useDraft } from '../draft.ts'
import { useNotices } from '../notices.ts'

/** Countries whose paper is Letter; all others use A4. */
const LETTER_REGIONS: ReadonlySet<string> = new Set([
  'US',
  'CA',
  'MX',
  'PH',
  'CL',
  'CO',
  'VE',
  'CR',
  'GT',
  'PA',
])

/** Returns the paper of a locale's country: Letter for `en-US`, A4 for `en-GB` and for a language alone. */
export function paperOf(locale: string): Paper {
  const { region = '' } = new Intl.Locale(locale)
  return LETTER_REGIONS.has(region) ? 'Letter' : 'A4'
}

/** Characters that some file system refuses in a name. */
const UNPORTABLE = /[\\/:*?"<>|\u0000-\u001f]+/g
const MAX_NAME_LENGTH = 80

/**
 * The article on paper. The page itself is printed, by `styles/print.css`, which leaves everything but the article away; while
 * that happens the document has the article's title and language, which a PDF keeps.
 */
export const usePrinting = defineStore('printing', () => {
  const draft = useDraft()
  const notices = useNotices()

  /** The window's title and language before the article was printed, and the title on paper; null while it is not printed. */
  let before: { readonly title: string; readonly lang: string; readonly printed: string } | null = null

  /** Names the document after the article. The browser calls it before it prints, however the writer asked for that. */
  function begin(): void {
    const article = before === null ? draft.current() : null
    if (article === null) return
    // The library has the headline only once it is saved.
    const printed = headlineText(article) || t('stores.printing.untitled')
    before = { title: document.title, lang: document.documentElement.lang, printed }
    document.title = printed
    document.documentElement.lang = draft.metadata?.language ?? before.lang
  }

  /** Names the window as before. */
  function end(): void {
    if (before === null) return
    // A save or another draft has named it anew meanwhile.
    if (document.title === before.printed) document.title = before.title
    document.documentElement.lang = before.lang
    before = null
  }

  /** Prints the article by the system's dialog. */
  async function print(): Promise<void> {
    begin()
    const outcome = await host.print()
    end()
    if (!outcome.ok) notices.problem(outcome.problem)
  }

  /** Saves the article as a PDF where the writer chooses; in a browser by its print dialog. */
  async function savePdf(): Promise<void> {
    if (!isDesktop) notices.toast(t('stores.printing.choosePdf'))
    begin()
    // Cut between signs: half of one is no name.
    const stem = Array.from(document.title.replaceAll(UNPORTABLE, '-')).slice(0, MAX_NAME_LENGTH).join('')
    const name = `${stem}.pdf`
    const outcome = await host.savePdf(name, paperOf(navigator.language))
    end()
    if (!outcome.ok) notices.problem(outcome.problem)
    else if (outcome.value !== null) notices.toast(t('stores.export.savedAs', { name: outcome.value }))
  }

  return { begin, end, print, savePdf }
})
