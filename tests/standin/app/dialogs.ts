import { dialogAnswers, note, strict } from './machine.ts'

/** Electron's dialogs. A test has prepared the answers; without one a dialog is cancelled. */

/** Returns the options of a dialog, whose first argument may be its window. */
function optionsOf(values: readonly unknown[]): Record<string, unknown> {
  return (values.length > 1 ? values[1] : values[0]) as Record<string, unknown>
}

function answerTo(kind: 'save' | 'open' | 'message', values: readonly unknown[]): unknown {
  note(`dialog.${kind}`, optionsOf(values))
  return dialogAnswers[kind].shift()
}

function openedPaths(values: readonly unknown[]): string[] | undefined {
  const answer = answerTo('open', values)
  return Array.isArray(answer) ? (answer as string[]) : undefined
}

/** Returns the number of the button that is pressed: the one that cancels, if the test has no answer. */
function pressed(values: readonly unknown[]): number {
  const answer = answerTo('message', values)
  if (typeof answer === 'number') return answer
  const { cancelId, buttons = [] } = optionsOf(values) as { cancelId?: number; buttons?: string[] }
  return cancelId ?? Math.max(0, buttons.length - 1)
}

export const dialog = strict('dialog', {
  showSaveDialog: (...values: unknown[]) => {
    const answer = answerTo('save', values)
    const filePath = typeof answer === 'string' ? answer : ''
    return Promise.resolve({ canceled: filePath === '', filePath })
  },
  showOpenDialog: (...values: unknown[]) => {
    const filePaths = openedPaths(values)
    return Promise.resolve({ canceled: filePaths === undefined, filePaths: filePaths ?? [] })
  },
  showOpenDialogSync: (...values: unknown[]) => openedPaths(values),
  showMessageBox: (...values: unknown[]) =>
    Promise.resolve({ response: pressed(values), checkboxChecked: false }),
  showMessageBoxSync: (...values: unknown[]) => pressed(values),
  showErrorBox: (title: string, content: string) => {
    note('dialog.showErrorBox', title, content)
  },
} satisfies Partial<Electron.Dialog>)
