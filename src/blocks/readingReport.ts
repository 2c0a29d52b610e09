/**
 * What a reader may change, leave out or guess, by kind. `changed` is still in the article in another form, `leftOut` is not
 * in it, `guessed` may be wrong. A new kind is a row here and its sentence under `report` in `article/locales/en.json`.
 */
export const REPORT_KINDS = {
  /** A comment or remark beside the text. */
  comment: 'leftOut',
  /** An element that the document hides. */
  hidden: 'leftOut',
  /** Text that a tracked change deletes. */
  deletedText: 'leftOut',
  /** Text that a tracked change inserts. */
  insertion: 'changed',
  /** A formula that became its TeX or text, as code. */
  formula: 'changed',
  /** A video, recording, document or frame that became a link. */
  media: 'changed',
  /** A video, recording, document or frame without an address. */
  lostMedia: 'leftOut',
  /** A picture whose address cannot be shown: its figure waits for a file. */
  picture: 'changed',
  /** A picture within a line, list, quotation or table, which became a link. */
  pictureLink: 'changed',
  /** Where a picture led to. */
  pictureTarget: 'leftOut',
  /** A drawing (SVG, canvas) or a picture that no address names. */
  lostPicture: 'leftOut',
  /** The address of a link that leads nowhere from the article: its text stays. */
  link: 'leftOut',
  /** A link to a service that is closed: nothing can be embedded from it. */
  closedService: 'changed',
  /** A footnote or endnote that became text. */
  note: 'changed',
  /** A footnote that several signs lead to: each has a copy. */
  sharedNote: 'changed',
  /** A table that became text. */
  table: 'changed',
  /** A cell that spans rows or columns, whose words stand in the first of them. */
  mergedCells: 'changed',
  /** Pictures and players of a table's cells, which stand behind the table. */
  cellMedia: 'changed',
  /** A first row that is bold, which became the head of its table. */
  headerRow: 'guessed',
  /** A list of terms and what is said of them, which became a bullet list. */
  definitions: 'changed',
  /** Text that opens by a click, which became a heading and its text. */
  details: 'changed',
  /** Lists nested deeper than an article nests them. */
  listDepth: 'changed',
  /** HTML in Markdown that became code. */
  html: 'changed',
  /** Menus, forms, feet and boxes of a page, which stand around its article. */
  furniture: 'leftOut',
  /** The article was chosen from a whole web page. */
  chosenPart: 'guessed',
  /** The encoding of the file's characters. */
  encoding: 'guessed',
} as const satisfies Readonly<Record<string, ReportClass>>

export type ReportClass = 'changed' | 'leftOut' | 'guessed'
export type ReportKind = keyof typeof REPORT_KINDS

/**
 * Reports one thing that the article does not have as its document had it.
 * @param words words of the place, by which a writer can find it; long ones are cut
 */
export type Report = (kind: ReportKind, words: string) => void
