import type { BlockView } from '../_view/view.ts'
import { leanView } from '../_view/leanView.ts'
import { backspaceInTurn, enterInTurn, tabInTurn } from './commands.ts'
import TurnChrome from './TurnChrome.vue'

export const view: BlockView = {
  block: 'dialogue',
  nodeViews: {
    turn: leanView({ chrome: TurnChrome, tag: 'div', content: 'p', chromeFirst: true, className: 'turn' }),
  },
  keys: ({ nodes: { turn, paragraph } }) =>
    turn && paragraph
      ? {
          Enter: enterInTurn(turn, paragraph),
          Backspace: backspaceInTurn(turn, paragraph),
          Tab: tabInTurn(turn, 1),
          'Shift-Tab': tabInTurn(turn, -1),
        }
      : {},
}

export { renameSpeaker } from './commands.ts'
