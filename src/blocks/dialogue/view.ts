import type { BlockView } from '../_view/view.ts'
import { deleteSelectionThen } from '../_view/keys.ts'
import { leanView } from '../_view/leanView.ts'
import { moveBlock } from '../_view/move.ts'
import { underAll } from '../_view/neighbours.ts'
import {
  backspaceInTurn,
  deleteInTurn,
  enterInTurn,
  onlyInDialogue,
  addTurnForSameSpeaker,
  tabInTurn,
} from './commands.ts'
import { turnDropPlugin } from './page/turnDrag.ts'
import { castSyncPlugin } from './page/renameSpeaker.ts'
import { suggestedSpeakerPlugin } from './page/suggestedSpeaker.ts'
import { turnChrome } from './page/turnChrome.ts'
import { typedTurnPlugin } from './page/typedTurn.ts'

export const view: BlockView = {
  block: 'dialogue',
  nodeViews: {
    turn: leanView({
      chrome: turnChrome,
      tag: 'div',
      content: 'p',
      chromeFirst: true,
      className: 'turn',
      attributes: ({ attrs }) => ({ 'data-speaker': String(attrs.speaker ?? '') }),
    }),
  },
  keys: ({ nodes: { turn, paragraph } }) =>
    turn && paragraph
      ? {
          Enter: deleteSelectionThen(enterInTurn(turn, paragraph)),
          'Mod-Enter': deleteSelectionThen(addTurnForSameSpeaker(turn)),
          ...underAll('Backspace', backspaceInTurn(turn, paragraph)),
          ...underAll('Delete', deleteInTurn(turn)),
          Tab: tabInTurn(turn, 1),
          'Shift-Tab': tabInTurn(turn, -1),
          'Alt-ArrowUp': onlyInDialogue(moveBlock(-1)),
          'Alt-ArrowDown': onlyInDialogue(moveBlock(1)),
        }
      : {},
  plugins: (_schema, services) => [
    typedTurnPlugin(services),
    suggestedSpeakerPlugin(),
    castSyncPlugin(services),
    turnDropPlugin(),
  ],
}

export { editTurn, joinDialogues, splitDialogue } from './commands.ts'
export { renameSpeaker } from './page/renameSpeaker.ts'
export { speakerStyles } from './page/turnChrome.ts'
export { default as RenameQuestion } from './RenameQuestion.vue'
export { isName } from './speakers/names.ts'
export { initials } from './speakers/castSearch.ts'
