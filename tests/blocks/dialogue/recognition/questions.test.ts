import { expect, it } from 'vitest'
import { children, textOf } from '../../../../src/blocks/node.ts'
import { inside } from '../../reading.ts'

/** Returns the blocks in the middle of an article in short: a turn is its words, behind `speaker| `. */
function short(text: string): string[] {
  return inside(text).flatMap((block) =>
    block.type === 'dialogue'
      ? children(block).map((turn) => `${String(turn.attrs?.speaker)}| ${textOf(turn)}`)
      : block.type === 'paragraph'
        ? [textOf(block)]
        : [block.type],
  )
}

it.each([
  [
    'hyphens and quoted answers',
    '- 종영 소감이 궁금합니다.\n\n“아직 안 끝난 것 같아요.”\n\n- 다림질을 배우셨다고요.\n\n“두 달 배웠어요.”\n\n“깃을 태웠죠.”\n\n- 다음은요?\n\n“쉽니다.”',
    ['| - 종영 소감이 궁금합니다.', '| “아직 안 끝난 것 같아요.”', '| - 다림질을 배우셨다고요.', '| “두 달 배웠어요.”\n“깃을 태웠죠.”', '| - 다음은요?', '| “쉽니다.”'],
  ],
  [
    'hyphens and answers behind a sign',
    '-작품을 고른 이유는.\n▲대본이 좋았다.\n-어려움은?\n▲추위였다.\n-계획은?\n▲쉬려고 한다.',
    ['| -작품을 고른 이유는.', '| 대본이 좋았다.', '| -어려움은?', '| 추위였다.', '| -계획은?', '| 쉬려고 한다.'],
  ],
  [
    'signs and spoken answers',
    '▶ Why did you stop?\n\nI had seen enough.\n\n▶ And the boat?\n\nI sold it to my brother.\n\n▶ Do you miss it?\n\nI miss the fog.',
    ['| Why did you stop?', '| I had seen enough.', '| And the boat?', '| I sold it to my brother.', '| Do you miss it?', '| I miss the fog.'],
  ],
  [
    'the asterisks of bold text',
    '**Why did you stop?**\n\nI had seen enough.\n\n**And the boat?**\n\nSold.\n\n**Do you miss it?**\n\nI miss the fog.\n\nAnd I miss the money.',
    ['| Why did you stop?', '| I had seen enough.', '| And the boat?', '| Sold.', '| Do you miss it?', '| I miss the fog.\nAnd I miss the money.'],
  ],
  [
    'dashes, and a wide space behind the name',
    '――どうして靴を脱ぐのですか。\n\n木暮　床の音が聞こえるからです。\n\n――監督からは。\n\n木暮　「もう少し濡れて」と。\n\n――見どころは。\n\n木暮　晴れます。',
    ['| ――どうして靴を脱ぐのですか。', '木暮| 床の音が聞こえるからです。', '| ――監督からは。', '木暮| 「もう少し濡れて」と。', '| ――見どころは。', '木暮| 晴れます。'],
  ],
  [
    'names and wide spaces alone',
    '記者　傘は何本ですか。\n木暮　三百本です。\n記者　全部直すのですか。\n木暮　いいえ。',
    ['記者| 傘は何本ですか。', '木暮| 三百本です。', '記者| 全部直すのですか。', '木暮| いいえ。'],
  ],
])('reads an interview with %s', (_what, text, expected) => {
  expect(short(text)).toEqual(expected)
}) // prettier-ignore

it.each([
  ['a list', '- Salt?\n- Flour?\n- Eggs?'],
  ['a list with a remark below each item', '- Salt\n\nIt is in the drawer.\n\n- Flour\n\nIt is in the jar.\n\n- Eggs\n\nThey are gone.'],
  ['questions with one that has no answer', '- Why?\n\n“No.”\n\n- When?\n\n“Never.”\n\n- Where?\n\n- Who?\n\n“Me.”'],
  ['frequent questions in bold', '**How long does it take?**\n\nIt takes an hour.\n\n**Is there a lift?**\n\nThere are stairs.\n\n**Is it open?**\n\nOn Sundays.'],
  ['bold lines that do not ask', '**The bridge**\n\nI had seen enough.\n\n**The boat**\n\nI sold it.\n\n**The fog**\n\nI miss it.'],
  ['a timetable with wide spaces', '午前　開会式\n午後　閉会式\n夜　花火\n午前　片付け'],
  ['a cast with wide spaces', '木暮　すみれ\n佐原　弟\n江波戸　遼'],
])('leaves %s', (_what, text) => {
  expect(short(text).filter((row) => row.includes('| '))).toEqual([])
}) // prettier-ignore
