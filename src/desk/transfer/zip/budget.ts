import { t } from '../../messages.ts'
import { ZipError } from './zipError.ts'

/** How many bytes may still come out of the zips of one import. */
export class Budget {
  #left: number

  /** @param total in bytes. */
  constructor(total: number) {
    this.#left = total
  }

  /** @throws ZipError when fewer than that many bytes are left. */
  ensure(bytes: number): void {
    if (bytes > this.#left) throw new ZipError(t('transfer.zip.beyondTotal'))
  }

  spend(bytes: number): void {
    this.#left -= bytes
  }
}
