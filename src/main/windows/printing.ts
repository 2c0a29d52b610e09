import type { WebContents } from 'electron'
import { done, problem, type Outcome, type Paper } from '../../desk.ts'
import { t } from '../messages.ts'

/** As much of web contents as printing needs. */
export type Printer = Pick<WebContents, 'print' | 'printToPDF'>

/** Prints the page by the system's dialog. A print that the writer cancels is no failure. */
export function print(contents: Printer): Promise<Outcome<null>> {
  return new Promise((resolve) => {
    contents.print({ printBackground: true }, (isPrinted, reason) => {
      resolve(isPrinted || /cancel/i.test(reason) ? done(null) : printProblem(reason))
    })
  })
}

/**
 * Returns the page as a PDF without headers: with the backgrounds of captions, live links, an outline of the headings and the
 * tags that screen readers need. Its margins are those of the page's style sheet.
 */
export async function printedPdf(contents: Printer, paper: Paper): Promise<Outcome<Uint8Array>> {
  try {
    const bytes = await contents.printToPDF({
      pageSize: paper,
      printBackground: true,
      displayHeaderFooter: false,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    })
    return done(bytes)
  } catch (cause) {
    return printProblem(cause instanceof Error ? cause.message : String(cause))
  }
}

function printProblem(reason: string): ReturnType<typeof problem> {
  return problem('failed', t('print.failed', { reason }), t('print.safe'), t('print.mend'))
}
