/** An error that the person at the command line can correct. Its message is one line: where, what, and what to do. */
export class UsageError extends Error {
  /**
   * @param where the file or option that it is about; '' for the command line as a whole
   * @param what what is wrong, without a full stop
   * @param mend what to do, as a sentence
   */
  constructor(where: string, what: string, mend: string) {
    super(`${where === '' ? '' : `${where}: `}${what}. ${mend}`.replace(/\s+/g, ' '))
    this.name = 'UsageError'
  }
}
