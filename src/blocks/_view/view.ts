import type { Schema } from '@tiptap/pm/model'
import type { Command, Plugin } from '@tiptap/pm/state'
import type { NodeViewConstructor } from '@tiptap/pm/view'
import type { ViewServices } from './services.ts'

/** A block's side of the page: how it shows itself and what keys mean in it. Every part is optional. */
export interface BlockView {
  readonly block: string
  /** Views by node name. */
  readonly nodeViews?: Readonly<Record<string, (services: ViewServices) => NodeViewConstructor>>
  /** Key bindings that hold inside the block; a command answers false for "not mine". */
  readonly keys?: (schema: Schema) => Readonly<Record<string, Command>>
  /** ProseMirror plugins of the block: what typing means in it, what is drawn around it. Asked before the editor's own. */
  readonly plugins?: (schema: Schema, services: ViewServices) => readonly Plugin[]
}
