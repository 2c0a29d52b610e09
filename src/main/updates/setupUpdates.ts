import type { App } from 'electron'
import type { PageEvents } from '../page/pageEvents.ts'
import { updateObstacle } from './obstacle.ts'
import { Updates, type UpdatesParts } from './updates.ts'

export interface SetupUpdatesParts extends Pick<UpdatesParts, 'settings' | 'log'> {
  readonly app: Pick<App, 'isPackaged' | 'quit'>
  readonly events: Pick<PageEvents, 'broadcast'>
}

/** Sets up the updates of this installation. Nothing is loaded or looked for yet. */
export function setupUpdates({ app, settings, events, log }: SetupUpdatesParts): Updates {
  const { platform, env } = process
  return new Updates({
    ...{ settings, log, platform },
    obstacle: updateObstacle({ isPackaged: app.isPackaged, platform, env }),
    load: async () => (await import('./electronUpdater.ts')).systemUpdater(),
    broadcast: (event) => {
      events.broadcast(event)
    },
    quit: () => {
      app.quit()
    },
  })
}
