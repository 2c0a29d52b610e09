import type { BlockView } from './_view/view.ts'
import { view as caption } from './caption/view.ts'
import { view as dialogue } from './dialogue/view.ts'
import { view as embed } from './embed/view.ts'
import { view as figure } from './figure/view.ts'
import { view as list } from './list/view.ts'
import { view as source } from './source/view.ts'

/** The views of every block that has one; the others show themselves as their schema's `toDOM` says. */
export const views: readonly BlockView[] = [dialogue, caption, figure, embed, source, list]
