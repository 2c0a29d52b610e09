import { useDraft } from '../../stores/draft.ts'
import { useHost } from '../../stores/host.ts'
import { type Command, listedWords } from '../command.ts'

/** Commands for windows; in a browser they are tabs. */
export function windowCommands(): readonly Command[] {
  const draft = useDraft()
  const { openInNewWindow } = useHost()
  return [
    {
      ...listedWords('newWindow'),
      id: 'window.new',
      group: 'view',
      keys: 'Mod-Shift-n',
      bound: 'page',
      run: () => void openInNewWindow(''),
    },
    {
      ...listedWords('moveToNewWindow'),
      id: 'window.move',
      group: 'view',
      enabled: () => draft.id !== null,
      run: () =>
        void draft.leave().then((id) => {
          if (id !== null) void openInNewWindow(id)
        }),
    },
  ]
}
