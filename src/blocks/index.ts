import type { Block } from './block.ts'
import { caption } from './caption/index.ts'
import { code } from './code/index.ts'
import { dialogue } from './dialogue/index.ts'
import { divider } from './divider/index.ts'
import { embed } from './embed/index.ts'
import { figure } from './figure/index.ts'
import { footnote } from './footnote/index.ts'
import { heading } from './heading/index.ts'
import { list } from './list/index.ts'
import { paragraph } from './paragraph/index.ts'
import { quote } from './quote/index.ts'
import { source } from './source/index.ts'
import { table } from './table/index.ts'

/**
 * Every block, in the order their readers are asked: the more particular first, the paragraph last. The first in the
 * schema is the one ProseMirror fills gaps with, so the schema takes the list from its end.
 */
export const blocks: readonly Block[] = [
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
