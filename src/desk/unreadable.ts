import { ARTICLE_FILE } from './context.ts'
import { codeOf } from './disk/files.ts'
import { UnsafeFile } from './disk/regularFile.ts'
import { t } from './messages.ts'

/** Returns why a file was not read, as the end of a sentence: "it is a folder (EISDIR)", "it cannot be read (EACCES)". */
export function whyUnreadable(error: unknown): string {
  return error instanceof UnsafeFile
    ? t('unreadable.unsafe', { reason: t(`unsafeFile.reason.${error.code}`), code: error.code })
    : t('unreadable.failed', { cause: cause(error) })
}

/** Returns the damage of a draft whose article file is there but was not read, for its `DraftSummary`. */
export function articleDamage(error: unknown): string {
  return error instanceof UnsafeFile
    ? t('unreadable.unsafeArticle', { file: ARTICLE_FILE, why: whyUnreadable(error) })
    : t('unreadable.failedArticle', { file: ARTICLE_FILE, cause: cause(error) })
}

/** Returns a file-system error's code (`EACCES`), or else the error's message; never ''. */
function cause(error: unknown): string {
  return codeOf(error) || (error instanceof Error ? error.message : t('unreadable.unknownCause'))
}
