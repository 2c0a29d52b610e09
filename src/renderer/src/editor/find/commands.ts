import { type Command, listedWords } from '../../commands/command.ts'
import type { Finder } from './finder.ts'

/** A find bar of an open editor. */
interface OpenFindBar {
  readonly finder: Finder
  /** Opens the bar and selects the text in its field. */
  readonly open: (replacing: boolean) => void
}

/**
 * Returns the commands of the find bar: next and previous match are disabled while it is closed.
 * @param bar null while no editor is open: all are disabled
 */
export function findCommands(bar: OpenFindBar | null): readonly Command[] {
  const group = 'text'
  const bound = 'page'
  const hasEditor = (): boolean => bar !== null
  const isOpen = (): boolean => bar?.finder.status.open === true
  return [
    {
      ...listedWords('find'),
      ...{ id: 'find', group, keys: 'Mod-f', bound, enabled: hasEditor },
      run: () => bar?.open(false),
    },
    {
      ...listedWords('replace'),
      ...{ id: 'replace', group, keys: 'Mod-h Mod-Alt-f', bound, enabled: hasEditor },
      run: () => bar?.open(true),
    },
    {
      ...listedWords('findNext'),
      ...{ id: 'find-next', group, keys: 'Mod-g', bound, enabled: isOpen },
      run: () => void bar?.finder.step(1),
    },
    {
      ...listedWords('findPrevious'),
      ...{ id: 'find-previous', group, keys: 'Mod-Shift-g', bound, enabled: isOpen },
      run: () => void bar?.finder.step(-1),
    },
  ]
}
