import type { BlockView } from '../_view/view.ts'
import { overWords } from '../_view/keys.ts'
import { leanView } from '../_view/leanView.ts'
import { moveBlock } from '../_view/move.ts'
import { underAll } from '../_view/neighbours.ts'
import {
  backspaceInTurn,
  deleteInTurn,
  enterInTurn,
  inDialogue,
  sameSpeakerAgain,
  tabInTurn,
} from './commands.ts'
import { turnDrop } from './page/drag.ts'
import { castFollows } from './page/rename.ts'
import { suggestedSpeaker } from './page/suggested.ts'
import { turnChrome } from './page/turnChrome.ts'
import { typedTurn } from './page/typing.ts'

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
          Enter: overWords(enterInTurn(turn, paragraph)),
          'Mod-Enter': overWords(sameSpeakerAgain(turn)),
          ...underAll('Backspace', backspaceInTurn(turn, paragraph)),
          ...underAll('Delete', deleteInTurn(turn)),
          Tab: tabInTurn(turn, 1),
          'Shift-Tab': tabInTurn(turn, -1),
          'Alt-ArrowUp': inDialogue(moveBlock(-1)),
          'Alt-ArrowDown': inDialogue(moveBlock(1)),
        }
      : {},
  plugins: (_schema, services) => [
    typedTurn(services),
    suggestedSpeaker(),
    castFollows(services),
    turnDrop(),
  ],
}

export { editTurn, joinDialogues, splitDialogue } from './commands.ts'
export { renameSpeaker } from './page/rename.ts'
export { speakerRules } from './page/turnChrome.ts'
export { default as RenameQuestion } from './RenameQuestion.vue'
export { isName } from './speakers/names.ts'
export { initials } from './speakers/search.ts'
