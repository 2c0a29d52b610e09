import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import {
  decodeFile,
  type Encoding,
  type FileKind,
  fileKindOf,
  type ReadArticle,
  readFileText,
} from '../article/index.ts'
import { DOCX_ENDING, endingOf, WORD_ENDINGS } from '../contract/host/documents.ts'
import { kindNames } from './command.ts'
import { t } from './messages.ts'
import { UsageError } from './usageError.ts'

/** Returns how a message names an input. */
export function inputName(input: string): string {
  return input === '-' ? t('standardInput') : input
}

/**
 * Reads the article in a file, with what it does not have of it, or on standard input for `-`.
 * @param from the kind of input; null to tell it by the file's extension, or by the content of standard input
 * @param encoding null to recognise it
 * @throws UsageError if the file cannot be read, or its kind is not known; ArticleError if it is not text, or no article
 */
export async function readInput(
  input: string,
  from: FileKind | null,
  encoding: Encoding | null,
): Promise<ReadArticle> {
  // Before the file is read, so that a wrong extension is reported at once, however large the file.
  const kind = from ?? (input === '-' ? null : kindByExtension(input))
  const decoded = decodeFile(await bytesOf(input), encoding)
  return await readFileText(kind ?? sniff(decoded.text), decoded)
}

function kindByExtension(path: string): FileKind {
  const kind = fileKindOf(path)
  if (kind !== null) return kind
  // Reading them takes a library that is larger than the rest of the command.
  if ([DOCX_ENDING, ...WORD_ENDINGS].includes(endingOf(path)))
    throw new UsageError(path, t('wordFile.what'), t('wordFile.mend'))
  const extension = extname(path)
  const kinds = kindNames.join('|')
  throw extension === ''
    ? new UsageError(path, t('noExtension.what'), t('noExtension.mend', { kinds }))
    : new UsageError(path, t('unknownExtension.what', { extension }), t('unknownExtension.mend', { kinds }))
}

/** Returns the kind of a text without a name, by its first characters. Text without a sign of markup is plain text. */
export function sniff(text: string): FileKind {
  const start = text.trimStart()
  if (/^\{\s*"/.test(start)) return 'json'
  if (/^<(?:!doctype|!--|\?xml|\/?[a-z][a-z0-9]*[\s/>])/i.test(start)) return 'html'
  if (/^(?:---\r?\n|#{1,6} |:::)/.test(start)) return 'md'
  return 'txt'
}

async function bytesOf(input: string): Promise<Uint8Array> {
  try {
    if (input !== '-') return await readFile(input)
    const { buffer } = await import('node:stream/consumers')
    return await buffer(process.stdin)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (code === 'ENOENT') throw new UsageError(input, t('noFile.what'), t('noFile.mend'))
    if (code === 'EISDIR') throw new UsageError(input, t('folder.what'), t('folder.mend'))
    if (code === 'EACCES' || code === 'EPERM')
      throw new UsageError(input, t('readDenied.what'), t('readDenied.mend'))
    throw new UsageError(inputName(input), t('unreadable.what', { code }), t('unreadable.mend'))
  }
}
