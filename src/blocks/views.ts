import type { BlockView } from './_view/view.ts'
import { view as caption } from './caption/view.ts'
import { view as code } from './code/view.ts'
import { view as dialogue } from './dialogue/view.ts'
import { view as divider } from './divider/view.ts'
import { view as embed } from './embed/view.ts'
import { view as figure } from './figure/view.ts'
import { view as footnote } from './footnote/view.ts'
import { view as heading } from './heading/view.ts'
import { view as list } from './list/view.ts'
import { view as paragraph } from './paragraph/view.ts'
import { view as quote } from './quote/view.ts'
import { view as source } from './source/view.ts'
import { view as table } from './table/view.ts'

/**
 * The view of every block, in the order of the slash menu. The order also decides whose keys and plugins run first;
 * a key passes to the next block until one handles it.
 */
export const views: readonly BlockView[] = [
  paragraph,
  dialogue,
  caption,
  figure,
  embed,
  source,
  heading,
  list,
  quote,
  table,
  divider,
  code,
  footnote,
]
