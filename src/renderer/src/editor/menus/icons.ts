import type { Component } from 'vue'
import { kinds, PARAGRAPH } from '../commands/kinds.ts'

/** The icon of each kind of block, by the kind's id. */
export const icons: Readonly<Record<string, Component>> = Object.fromEntries(
  [PARAGRAPH, ...kinds].map(({ id, icon }) => [id, icon]),
)
