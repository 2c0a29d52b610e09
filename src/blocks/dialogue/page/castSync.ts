import { isHistoryTransaction } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import { AttrStep, ReplaceAroundStep, ReplaceStep, type Step } from '@tiptap/pm/transform'
import type { ViewServices } from '../../_view/services.ts'
import { isUnnamedAddressee } from '../speakers/names.ts'
import { NAME_ATTRIBUTES } from './renameSpeaker.ts'

/**
 * Reports to the page which names a transaction has put into turns, so that the cast follows at once: by typing, a form, a paste,
 * a drop, an undo. Looks only at what the steps insert, so that a key costs the same in an article of any length.
 */

/** Returns true for an attribute of a turn that is a name. */
const isNameAttribute = (attr: string): boolean => NAME_ATTRIBUTES.some((name) => name === attr)

/** Adds the names of a turn, and of all turns in a node, to the set. */
function addNames(node: Node, names: Set<string>): void {
  const { speaker, addressee } = node.attrs
  if (typeof speaker === 'string') names.add(speaker)
  if (typeof addressee === 'string') names.add(addressee)
  if (!node.isTextblock) for (const child of node.children) addNames(child, names)
}

/** Returns the names in the turns that steps insert or change. */
function namesInSteps(steps: readonly Step[]): string[] {
  const names = new Set<string>()
  for (const step of steps)
    if (step instanceof AttrStep) {
      if (isNameAttribute(step.attr)) names.add(String(step.value ?? ''))
    } else if (step instanceof ReplaceStep || step instanceof ReplaceAroundStep)
      for (const node of step.slice.content.content) addNames(node, names)
  return [...names].filter((name) => name !== '' && !isUnnamedAddressee(name))
}

/**
 * Returns the names that an undo or redo wrote with attribute steps. Renamings make such steps; a turn's form replaces all
 * attributes at once.
 */
function restoredNames(transactions: readonly Transaction[]): string[] {
  const steps = transactions.filter(isHistoryTransaction).flatMap((transaction) => transaction.steps)
  return namesInSteps(steps.filter((step) => step instanceof AttrStep))
}

/** Returns the plugin that reports names in turns. */
export function castSyncPlugin(services: ViewServices): Plugin {
  return new Plugin({
    appendTransaction: (transactions) => {
      const names = namesInSteps(transactions.flatMap(({ steps }) => steps))
      if (names.length === 0) return null
      const restored = restoredNames(transactions)
      // After the transaction is applied. An undone renaming first: it gives people their names back, so nobody joins by it.
      queueMicrotask(() => {
        if (restored.length > 0) services.restoreNames(restored)
        services.joinCast(names)
      })
      return null
    },
  })
}
