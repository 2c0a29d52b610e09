/** Something the one who typed the command can mend: one line says what, where and how. */
export class Mistake extends Error {
  constructor(where: string, what: string, mend: string) {
    super(`${where === '' ? '' : `${where}: `}${what}. ${mend}`.replace(/\s+/g, ' '))
    this.name = 'Mistake'
  }
}
