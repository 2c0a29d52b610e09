/** Input that is no article. Says what is wrong, where, and how to mend it; nothing of it was taken. */
export class ArticleError extends Error {
  readonly what: string
  readonly where: string
  readonly mend: string

  constructor(what: string, where: string, mend: string, options?: ErrorOptions) {
    super(`${what} (${where}). ${mend}`, options)
    this.name = 'ArticleError'
    this.what = what
    this.where = where
    this.mend = mend
  }
}
