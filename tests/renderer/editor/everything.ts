import { articleFrom } from '../../../src/article/index.ts'
import * as build from '../../build.ts'

/** An article to begin with: every kind of block that is more than text. */
export const EVERYTHING = articleFrom({
  headline: 'Everything',
  standfirst: 'In one article',
  body: [
    build.p('A paragraph with ', build.em('some'), ' ', build.strong('marks'), '.'),
    build.dialogue(build.turn('Mina', '“One.”'), build.turn('Jun', '“Two.”')),
    build.figure({ credit: 'JTBC' }, 'Mina, Jun'),
    build.ul('one', 'two'),
    build.caption('Ten years later'),
    build.embed('https://www.youtube.com/watch?v=abcdefghijk'),
    build.table([
      ['Rank', 'Name'],
      ['1', 'Mina'],
    ]),
    build.p('After it.'),
  ],
}).doc
