import { defineStore } from 'pinia'
import { ref } from 'vue'
import { exportStem, headlineText } from '../../../../article/index.ts'
import type { Paper } from '../../../../desk.ts'
import { host } from '../../desk.ts'
import { t } from '../../i18n.ts'
import { useDraft } from '../draft.ts'
import { useHost } from '../host.ts'
import { useNotices } from '../notices.ts'
import { useSettings } from '../settings.ts'
import { keepExportedVersion, savedName, useLastExports } from './lastExports.ts'
import { showFileActions } from './savedFile.ts'

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

/**
 * The article on paper. The page itself is printed, by `styles/print.css`, which leaves everything but the article away; while
 * that happens the document has the article's title and language, which a PDF keeps.
 */
export const usePrinting = defineStore('printing', () => {
  const draft = useDraft()
  const notices = useNotices()

  /** True while the article is printed: what paper alone has is drawn. */
  const isPrinting = ref(false)
  /** The window's title and language before the article was printed, and the title on paper; null while it is not printed. */
  let before: { readonly title: string; readonly lang: string; readonly printed: string } | null = null

  /** Names the document after the article. The browser calls it before it prints, however the writer asked for that. */
  function begin(): void {
    const article = before === null ? draft.current() : null
    if (article === null) return
    // The library has the headline only once it is saved.
    const printed = headlineText(article) || t('stores.printing.untitled')
    before = { title: document.title, lang: document.documentElement.lang, printed }
    isPrinting.value = true
    document.title = printed
    document.documentElement.lang = draft.metadata?.language ?? before.lang
  }

  /** Names the window as before. */
  function end(): void {
    isPrinting.value = false
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

  /**
   * Saves the article as a PDF where the writer chooses, and keeps a version of it. A browser does it by its print dialog,
   * which does not say whether it made a file, so no version is kept there.
   * @param earlierName the name of the PDF that is made again; without it, the name is that of the article's other exports
   */
  async function savePdf(paper = paperOf(navigator.language), earlierName = ''): Promise<void> {
    const { shown } = draft
    if (shown === null) return
    const { isDesktop } = useHost()
    const article = shown.read()
    if (!isDesktop) notices.toast(t('stores.printing.choosePdf'))
    begin()
    const pattern = useSettings().settings.exportName
    const stem = exportStem(article.metadata.slug, headlineText(article), { pattern, day: new Date() })
    const name = earlierName === '' ? `${stem}.pdf` : earlierName
    const outcome = await host.savePdf(name, paper)
    end()
    if (!outcome.ok) {
      notices.problem(outcome.problem)
      return
    }
    const path = outcome.value
    if (path === null && isDesktop) return
    useLastExports().note(shown.id, { way: 'pdf', paper, name: savedName(path ?? '') })
    if (path === null) return
    notices.toast(savedAs(path, earlierName !== ''), showFileActions(path))
    await keepExportedVersion(shown.id, article)
  }

  return { isPrinting, begin, end, print, savePdf }
})

/** Returns the words of the notice about a PDF. */
function savedAs(name: string, isAgain: boolean): string {
  return isAgain
    ? t('stores.export.savedAgain', { form: t('export.pdf.label'), name })
    : t('stores.export.savedAs', { name })
}
