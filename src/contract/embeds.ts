import type { Outcome, Problem } from './outcome.ts'
import type { StoredImage } from './pictures.ts'

/** What an embed is called and what it looks like, as its provider or its page says. */
export interface EmbedDetails {
  /** One line of plain text; '' if none is named. */
  readonly title: string
  readonly author: string
  /** Stored in the draft; null if none is named, or it could not be had. */
  readonly picture: StoredImage | null
  /** Why the picture that is named could not be had. */
  readonly pictureProblem?: Problem
}

/** The calls about embeds. */
export interface EmbedCalls {
  /**
   * Asks the provider of an address, or its page, for title, author and picture; the picture is stored in the draft. Only what is
   * on the public web is asked. Nothing else of Galley sends an embed's address anywhere.
   */
  fetchEmbed(id: string, url: string): Promise<Outcome<EmbedDetails>>
  /** Cancels what this page fetches for an address: those calls return a problem. */
  cancelEmbed(id: string, url: string): Promise<Outcome<null>>
}
