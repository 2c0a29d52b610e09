import { t } from './messages.ts'

/**
 * Input that is not an article. It tells a writer what is wrong, where, and how to mend it; nothing of the input is used.
 * @example
 * new ArticleError('it is not UTF-8 text', 'line 3', 'Save it as UTF-8.').message
 * // 'it is not UTF-8 text (line 3). Save it as UTF-8.'
 */
export class ArticleError extends Error {
  /** The fault, without a full stop: `the file is empty`. */
  readonly what: string
  /** The place: `line 3`, or the path of a value such as `metadata.cast[0].name`. */
  readonly where: string
  /** What to do about it, as a sentence: `Save it as UTF-8.` */
  readonly mend: string

  constructor(what: string, where: string, mend: string, options?: ErrorOptions) {
    super(t('error.message', { what, where, mend }), options)
    this.name = 'ArticleError'
    this.what = what
    this.where = where
    this.mend = mend
  }
}
