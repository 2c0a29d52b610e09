import {
  withMetadata,
  article,
  caption,
  code,
  dialogue,
  em,
  embed,
  figure,
  h2,
  h3,
  hr,
  li,
  link,
  ol,
  p,
  pre,
  quote,
  source,
  strike,
  strong,
  turn,
  ul,
} from '../../build.ts'

/** One of every block. */
export const everything = withMetadata(
  {
    byline: 'Nora Field',
    tags: ['television', 'behind the scenes, mostly'],
    canonical: 'https://ledger.example/lighthouse-bloopers',
    cast: [{ name: 'Im Da-on', otherNames: ['임다온'], role: 'as the keeper', colour: 4 }],
  },
  article(
    'The Lamp Would Not Stay Lit on “Last Lighthouse”',
    '“It is a prop, and it hates me.”',
    figure(
      { src: 'images/lamp.jpg', alt: 'Two actors bent over a lamp', credit: 'KBC', width: 1200, height: 800 },
      'Im Da-on, Noh Se-bin ',
      em('(right)'),
    ),
    p(
      'It was the ',
      strong('ninth'),
      ' take, and ',
      link('https://kbc.example/a?b=1&c=2', 'the reel'),
      ' shows all.',
    ),
    dialogue(
      turn('Im Da-on', '“Is it lit?”'),
      turn({ speaker: 'Noh Se-bin', to: 'Im Da-on', aside: 'laughing' }, '“It ', em('was'), '.”'),
    ),
    caption('“Take nine.”'),
    figure({ credit: 'KBC' }, 'The lamp, later'),
    h2('What went wrong'),
    p(
      'The wick & the wind',
      { type: 'hardBreak' },
      strike('Nothing'),
      ' Everything, in ',
      code('lamp < wind'),
      '.',
    ),
    ul('Oil', li(p('Wick'), ol(3, 'trimmed', 'lost'))),
    quote('Light is patience.', ul('and oil')),
    h3('The cue'),
    pre('js', 'if (wind > 3) {\n\treturn relight()\n}\n'),
    hr(),
    figure({ src: 'https://kbc.example/wave.png', decorative: true }),
    embed('https://www.youtube.com/watch?v=aB3-_xyz890', {
      provider: 'youtube',
      id: 'aB3-_xyz890',
      title: 'Last Lighthouse: the reel',
      author: 'KBC Drama',
    }),
    embed('https://clips.example/9'),
    source('Source', link('https://ledger.example', 'Harbour Ledger')),
  ),
)

/** Korean: labels, an addressee, full-width marks. */
export const korean = withMetadata(
  { byline: '한보름', language: 'ko' },
  article(
    '등대의 불은 켜지지 않았다',
    '',
    p('아홉 번째 촬영이었다.'),
    dialogue(
      turn('임다온', '“켜졌어요?”'),
      turn({ speaker: '노세빈', to: '임다온', aside: '웃으며' }, '“아까는요.”'),
    ),
    caption('아홉 번째'),
    source('', '하버 레저'),
  ),
)
