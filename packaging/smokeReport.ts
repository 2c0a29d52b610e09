import { FUSES } from './config.ts'

/** What a smoke run prints: see src/main/smoke/smoke.ts. Any field may be missing in the report of another version. */
export interface SmokeReport {
  readonly isSaved?: boolean
  readonly settings?: Readonly<Record<string, unknown>>
  readonly found?: readonly string[]
  readonly pdfBytes?: number
  readonly picture?: { readonly bytes: number }
  readonly firstPaintMs?: number | null
  readonly fuses?: Readonly<Record<string, boolean>> | null
}

/** The longest time from the start of a packaged app to its first paint, on the slow machines of a CI. */
const MAX_FIRST_PAINT_MS = 20_000

/** A PDF or a picture with something on it has more bytes than this. */
const MIN_BYTES = 1000

/** Returns what is wrong with the report of a packaged app, one sentence each. */
export function reportProblems(report: SmokeReport): string[] {
  const { fuses, isSaved, found = [], pdfBytes = 0, picture, firstPaintMs, settings } = report
  const painted = firstPaintMs ?? Infinity
  const checks: [boolean, string][] = [
    [isSaved === true, 'The draft is not on the disk.'],
    [settings?.focusMode === true, 'The setting was not saved.'],
    [found.length === 1, 'The index does not find the draft.'],
    [pdfBytes > MIN_BYTES, 'The PDF is empty.'],
    [(picture?.bytes ?? 0) > MIN_BYTES, 'The picture of the page is empty.'],
    [painted < MAX_FIRST_PAINT_MS, `The first paint came after ${String(painted)} ms.`],
  ]
  for (const [name, wanted] of Object.entries(FUSES))
    checks.push([fuses?.[name] === wanted, `The fuse ${name} is not ${wanted ? 'on' : 'off'}.`])
  return checks.filter(([isRight]) => !isRight).map(([, sentence]) => sentence)
}
