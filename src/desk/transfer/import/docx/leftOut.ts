import { t } from '../../../messages.ts'
import type { DocxPackage } from './docxPackage.ts'

/** A message of mammoth: “An unrecognised element was ignored: w:permStart”. */
interface Message {
  readonly message: string
}

/** Pictures that the article does not have: their places are kept, as figures that wait for a picture. */
export interface MissingPictures {
  /** Of a kind that Galley does not take. */
  readonly unknownKind: number
  /** Not in the file, or damaged. */
  readonly broken: number
}

const IGNORED_ELEMENT = /^An unrecognised element was ignored: (.+)$/

const MATH_NAMESPACE = 'http://schemas.openxmlformats.org/officeDocument/2006/math'

/** Marks of ranges and settings: they have no words. */
const WORDLESS =
  /^w:(?:perm(?:Start|End)|customXml(?:Ins|Del|MoveFrom|MoveTo)Range(?:Start|End)|customXmlPr|fldData|rubyPr|rt|(?:smartTag|sdt|sdtEnd)Pr|pgNum|ptab|cr|endnotePr|footnotePr)$/

/** How many unknown elements a report names. */
const MAX_NAMES = 5

/**
 * Returns what the article does not have of the document, each as a clause about the file: “its comments were left out”.
 * Unknown styles are not told: their words are in the article.
 */
export function leftOutOf(
  parts: Pick<DocxPackage, 'paths'>,
  hasComments: boolean,
  messages: readonly Message[],
  { unknownKind, broken }: MissingPictures,
): string[] {
  const elements = new Set(messages.flatMap(({ message }) => IGNORED_ELEMENT.exec(message)?.[1] ?? []))
  const unknown = [...elements].filter((name) => name.startsWith('w:') && !WORDLESS.test(name))
  return [
    ...(hasComments ? [t('transfer.docx.comments')] : []),
    ...(parts.paths.some((path) => /^word\/(?:charts|diagrams)\/[^/]+\.xml$/.test(path))
      ? [t('transfer.docx.charts')]
      : []),
    ...([...elements].some((name) => name.includes(MATH_NAMESPACE)) ? [t('transfer.docx.formulas')] : []),
    ...(unknown.length > 0
      ? [t('transfer.docx.elements', { names: unknown.slice(0, MAX_NAMES).join(', ') })]
      : []),
    ...(unknownKind > 0 ? [t('transfer.docx.pictureKind', { count: unknownKind })] : []),
    ...(broken > 0 ? [t('transfer.docx.pictureBroken', { count: broken })] : []),
  ]
}
