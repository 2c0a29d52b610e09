import { ArticleError } from '../../../../article/index.ts'
import { t } from '../../../messages.ts'
import { DOCX_LIMITS } from '../../limits.ts'
import { openZipBytes, type OpenZip } from '../../zip/reader.ts'
import { ZipError } from '../../zip/zipError.ts'
import { withListNumbers } from './listNumbers.ts'
import { adaptWordXml } from './wordXml.ts'

/*
 * A Word document is a zip of parts: XML with the text, and pictures. Its list of entries is checked before anything is
 * unpacked, and every part is unpacked by the desk's own reader, which counts bytes and compares checksums. mammoth gets
 * the parts from here and never sees the zip.
 */

/** The parts of a document, as mammoth asks for them. */
export interface DocxPackage {
  readonly paths: readonly string[]
  exists(path: string): boolean
  /** @throws ZipError when there is no such part, or it cannot be unpacked. */
  read(path: string): Promise<Uint8Array>
  read(path: string, encoding: string): Promise<string>
}

/** How old Word files begin, and those with a password: a compound file ([MS-CFB] 2.2). */
const COMPOUND_SIGNATURE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])

/** The stream that a file with a password consists of ([MS-OFFCRYPTO] 2.3.4). */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le')

/** The part that has the text. */
export const BODY_PART = /^word\/document\d*\.xml$/
/** The part that has the lists. */
const NUMBERING_PART = 'word/numbering.xml'

const CONTENT_TYPES = '[Content_Types].xml'

/** Types of a body: documents, templates, and both with macros, which are never read. */
const MAIN_TYPE = /wordprocessingml\.(?:document|template)\.main|ms-word\.(?:document|template)\.macroEnabled/

/**
 * Opens a Word document.
 * @throws ArticleError when it is none, has a password, is damaged, or is more than {@link DOCX_LIMITS}.
 */
export async function openDocx(bytes: Uint8Array): Promise<DocxPackage> {
  checkSignature(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const zip = await openZipBytes(bytes, DOCX_LIMITS).catch((error: unknown) => {
    // It begins as a zip does, so that it has lost its end.
    const isCut = error instanceof ZipError && error.message === t('transfer.zip.notAZip')
    throw damaged(isCut ? new ZipError(t('transfer.zip.breaksOff'), { cause: error }) : error)
  })
  if (zip.entries.reduce((sum, { size }) => sum + size, 0) > DOCX_LIMITS.total) throw tooLarge()
  const parts = partsOf(zip)
  const types = parts.exists(CONTENT_TYPES) ? await parts.read(CONTENT_TYPES, 'utf-8').catch(() => '') : ''
  if (!MAIN_TYPE.test(types)) throw noDocument()
  return parts
}

/** @throws ArticleError for a file that is no zip. */
function checkSignature(bytes: Buffer): void {
  if (bytes.subarray(0, COMPOUND_SIGNATURE.length).equals(COMPOUND_SIGNATURE))
    throw bytes.includes(ENCRYPTED_STREAM)
      ? refusal(t('transfer.docx.locked'), t('transfer.docx.lockedMend'))
      : refusal(t('transfer.docx.oldFormat'), t('transfer.docx.oldFormatMend'))
  if (bytes.toString('latin1', 0, 2) !== 'PK') throw noDocument()
}

function partsOf(zip: OpenZip): DocxPackage {
  const byPath = new Map(zip.entries.map((entry) => [entry.name, entry]))
  const isPicture = (path: string): boolean => !/\.(?:xml|rels)$/i.test(path)
  async function adaptedXml(path: string, xml: string): Promise<string> {
    const adapted = adaptWordXml(xml)
    if (!BODY_PART.test(path) || !byPath.has(NUMBERING_PART)) return adapted
    return withListNumbers(adapted, await readPart(NUMBERING_PART, 'utf-8'))
  }
  async function readPart(path: string): Promise<Uint8Array>
  async function readPart(path: string, encoding: string): Promise<string>
  async function readPart(path: string, encoding?: string): Promise<Uint8Array | string> {
    const entry = byPath.get(path)
    if (entry === undefined) throw new ZipError(t('transfer.zip.noHeader'))
    if (entry.refusal !== '') throw new ZipError(entry.refusal)
    const limit = isPicture(path) ? DOCX_LIMITS.total : DOCX_LIMITS.text
    if (entry.size > limit) throw tooLarge()
    const bytes = await zip.read(entry, limit)
    if (encoding === undefined) return bytes
    return encoding === 'base64' ? bytes.toString('base64') : adaptedXml(path, decoded(bytes))
  }
  return { paths: [...byPath.keys()], exists: (path) => byPath.has(path), read: readPart }
}

/** XML is UTF-8 or, with a byte order mark, UTF-16 (XML 1.0, 4.3.3). */
function decoded(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  return new TextDecoder(isUtf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes)
}

/** Returns the refusal of a document that cannot be read as one. */
export function damaged(error: unknown): ArticleError {
  if (error instanceof ArticleError) return error
  const what = error instanceof ZipError ? error.message : t('transfer.docx.brokenText')
  return refusal(what, t('transfer.docx.damagedMend'), error)
}

function noDocument(): ArticleError {
  return refusal(t('transfer.docx.noDocument'), t('transfer.docx.noDocumentMend'))
}

function tooLarge(): ArticleError {
  return refusal(t('transfer.documents.tooLarge.what'), t('transfer.documents.tooLarge.mend'))
}

function refusal(what: string, mend: string, cause?: unknown): ArticleError {
  return new ArticleError(what, t('transfer.docx.where'), mend, { cause })
}
