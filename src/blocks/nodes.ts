import type { NodeSpec } from 'prosemirror-model'
import { nodes as caption } from './caption/index.ts'
import { nodes as code } from './code/index.ts'
import { nodes as dialogue } from './dialogue/index.ts'
import { nodes as divider } from './divider/index.ts'
import { nodes as embed } from './embed/index.ts'
import { nodes as figure } from './figure/index.ts'
import { nodes as footnote } from './footnote/index.ts'
import { nodes as heading } from './heading/index.ts'
import { nodes as list } from './list/index.ts'
import { nodes as paragraph } from './paragraph/index.ts'
import { nodes as quote } from './quote/index.ts'
import { nodes as source } from './source/index.ts'
import { nodes as table } from './table/index.ts'

/**
 * The nodes of every block, in the order of `index.ts`. A list of its own: who needs the schema alone, as the page's first load
 * does, loads no reader and no writer with it.
 */
export const blockNodes: readonly Readonly<Record<string, NodeSpec>>[] = [
  table,
  source,
  caption,
  dialogue,
  figure,
  embed,
  divider,
  heading,
  list,
  quote,
  code,
  footnote,
  paragraph,
]
