import { ZipError } from './zipError.ts'

/** How much may still come out of zips in this import. */
export class Budget {
  #left: number

  constructor(total: number) {
    this.#left = total
  }

  /** @throws ZipError when that much is not left. */
  ask(bytes: number): void {
    if (bytes > this.#left) throw new ZipError('it is beyond what one import may unpack')
  }

  spend(bytes: number): void {
    this.#left -= bytes
  }
}
