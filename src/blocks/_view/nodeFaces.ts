import { views } from '../views.ts'
import type { NodeFace } from './view.ts'

/** Names, placeholders and outline rows of every block's nodes, by node name. */
export const nodeFaces: ReadonlyMap<string, NodeFace> = new Map(
  views.flatMap(({ nodes }) => Object.entries(nodes)),
)
