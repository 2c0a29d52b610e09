import type { ExportedFile } from '../../../../desk.ts'
import { desk } from '../../desk.ts'
import { formatNumber, language, t } from '../../i18n.ts'

/** How often an export under way is asked how far it has come. */
const POLL_MS = 400

/** Returns a size in bytes as a writer reads it: "640 bytes", "84 kB", "2.3 MB". */
export function fileSize(bytes: number): string {
  const [unit, value] =
    bytes < 1000
      ? (['byte', bytes] as const)
      : bytes < 1_000_000
        ? (['kilobyte', Math.round(bytes / 1000)] as const)
        : (['megabyte', bytes / 1_000_000] as const)
  // Only the long form of bytes has a plural: "83 bytes".
  const unitDisplay = unit === 'byte' ? 'long' : 'short'
  return value.toLocaleString(language(), { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 })
}

/** Returns the lines about an exported file: its size, and the pictures that could not be read. */
export function fileReport({ bytes, unreadPictures = [] }: ExportedFile): string {
  const [first] = unreadPictures
  const size = `${fileSize(bytes.length)}.`
  if (first === undefined) return size
  return `${size} ${t('stores.export.unread', { count: unreadPictures.length, first })}`
}

/**
 * Reports how far the export of a draft has come, for as long as it takes.
 * @param report called with a line for the writer
 * @returns what ends that
 */
export function watchExport(draft: string, report: (line: string) => void): () => void {
  let isEnded = false
  const timer = setInterval(() => {
    void desk.exportProgress(draft).then((outcome) => {
      if (isEnded || !outcome.ok || outcome.value === null) return
      const { done, total } = outcome.value
      report(t('stores.export.pictures', { done: formatNumber(done), total: formatNumber(total) }))
    })
  }, POLL_MS)
  return () => {
    isEnded = true
    clearInterval(timer)
  }
}
