/**
 * A line that has one of the forms of a turn. Whether it is one is decided over the whole article ({@link recogniseTurns}).
 *
 *     colon    Mina to Jun (low): “Yes.”      `[0:04] Mina: Yes.`, `Mina (0:04): Yes.`
 *     own      SOLVEIG:                       the words are on the lines below
 *     caps     SOLVEIG                        the same without a colon
 *     initial  Q. And the bell?
 *     stage    ALMA. Yes.
 *     dash     Mina — “Yes.”
 *     bracket  佐原「はい」
 *     spaced   佐原　はい。                    an ideographic space, as Japanese interviews have it
 *     nick     <mina> yes
 *     speech   —Yes.                          without a speaker
 */
export type Form =
  'colon' | 'own' | 'caps' | 'initial' | 'stage' | 'dash' | 'bracket' | 'spaced' | 'nick' | 'speech'

/** The parts of a line in the form of a turn. */
export interface Candidate {
  readonly form: Form
  /** `sure` is a name by its shape; `loose` could be one: `j-min`, `@harbourfan`, `88rooms`. */
  readonly grade: 'sure' | 'loose'
  /** '' for a speech without a name. */
  readonly speaker: string
  /** The speaker's {@link nameKey}. */
  readonly key: string
  readonly addressee: string | null
  readonly parenthetical: string | null
  /** Age, part or instrument behind the name: `drums` of `Jun (drums)`. */
  readonly role: string | null
  /** As written: `00:00:04`. */
  readonly time: string | null
  /** Offset of the words in the line. */
  readonly from: number
  /** Offset of the end of the words; absent if that is the end of the line. */
  readonly to?: number
  /** True if the name is bold, and not all of the words. */
  readonly isBold?: boolean
  /** True if the words begin with a quotation mark or a dash. */
  readonly isQuoted: boolean
  /** How the speaker splits if its first part is somebody: `Tomas Reyes zu Ilse Brandt`. `isOnly` if the whole is no name. */
  readonly split?: Split
}

/** A speaker's name that holds an addressee. */
export interface Split {
  readonly speaker: string
  readonly key: string
  readonly addressee: string
  readonly isOnly: boolean
}

/** Why a line is a turn, or why not: positive weights speak for it. */
export interface Reason {
  readonly reason: string
  readonly weight: number
}

/** What a line is in the dialogue of an article. */
export type Decision =
  | { readonly kind: 'turn'; readonly candidate: Candidate }
  /** A name on its own line: the line below has its words. */
  | { readonly kind: 'lead' }
  /** The words of the name above. */
  | { readonly kind: 'words'; readonly candidate: Candidate }
  /** Goes on with the words above, on a line of its own or behind a space. */
  | { readonly kind: 'more'; readonly candidate: Candidate; readonly joint: 'break' | 'space' }
