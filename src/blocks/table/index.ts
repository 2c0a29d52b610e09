import type { Block } from '../block.ts'
import { checks } from './checks.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export { nodes }

/**
 * A table of text, with a caption and a header row, a header column or both. Every row has as many cells as the others; cells hold
 * inline text and line breaks. Cells that span several are read as one and empty ones.
 *
 *     Rank⇥Name                                           plain text: a tab between cells
 *     1⇥Mina
 *
 *     | Rank | Name |                                     portable Markdown
 *     | ---- | ---- |
 *     | 1    | Mina |
 *
 *     :::table{header="row"}                              structured Markdown: a list of rows, each a list of cells
 *     - - Rank
 *       - Name
 *
 *     - - 1
 *       - Mina
 *     :::
 *
 *     <table><thead><tr><th scope="col">Rank</th>…        HTML
 */
export const table: Block = {
  name: 'table',
  nodes,
  attributes: { table: { translatable: ['title'] } },
  text,
  markdown,
  html,
  checks,
}
