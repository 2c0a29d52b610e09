import { MessageSquareQuote, MessagesSquare } from '@lucide/vue'
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
import { castSyncPlugin } from './page/castSync.ts'
import { suggestedSpeakerPlugin } from './page/suggestedSpeaker.ts'
import { turnChrome } from './page/turnChrome.ts'
import { typedTurnPlugin } from './page/typedTurn.ts'
import { attribute, children, hasText, type NodeJSON } from '../node.ts'
import { t } from './messages.ts'

/** Returns the speakers of a dialogue, each once, in order of appearance: "Mina, Jun"; '' if no turn has one. */
function speakersOf(dialogue: NodeJSON): string {
  return [...new Set(children(dialogue).map((turn) => attribute(turn, 'speaker')))]
    .filter((name) => name !== '')
    .join(', ')
}

/** Dialogue in the editor. A turn has a node view with its speaker; an article can have thousands, so it is plain DOM. */
export const view: BlockView = {
  block: 'dialogue',
  kinds: [
    {
      id: 'dialogue',
      label: () => t('kind.label'),
      keywords: () => t('kind.keywords'),
      hint: () => t('kind.hint'),
      section: 'Editorial',
      icon: MessagesSquare,
      type: 'dialogue',
      turns: true,
    },
  ],
  nodes: {
    dialogue: {
      label: () => t('nodes.dialogue'),
      outline: {
        icon: MessageSquareQuote,
        row: (dialogue) => ({
          level: 0,
          label: speakersOf(dialogue) || t('outline.nobody'),
          detail: t('outline.turns', { count: children(dialogue).filter(hasText).length }),
        }),
      },
    },
    turn: {
      label: () => t('nodes.turn'),
      exactLabel: (turn) => {
        const speaker = attribute(turn, 'speaker')
        return speaker === '' ? t('nodes.turn') : t('nodes.turnOf', { speaker })
      },
      placeholder: () => t('placeholder'),
    },
  },
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
