import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  articleFrom,
  person,
  readText,
  stringifyArticle,
  type Article,
  type Metadata,
} from '../../../src/article/index.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import { articleOf } from '../../bench/typing/article.ts'
import { blocksOf } from '../../bench/typing/blocks.ts'
import * as make from '../../build.ts'
import { FIXTURES } from '../rig/galley.ts'
import { PHOTO } from './photo.ts'

/** The library that is photographed: articles of the fixtures, in the states a desk has on any day. */

/** Names of drafts that a state can open. */
export type Draft =
  | 'recap'
  | 'korean'
  | 'japanese'
  | 'hebrew'
  | 'arabic'
  | 'long'
  | 'empty'
  | 'every-block'
  | 'photos'
  | 'gallery'
  | 'embeds'
  | 'tables'
  | 'damaged'

/** Photos side by side: two of different shapes, and five in two rows. */
function galleries(): Article {
  const { p, gallery, figure } = make
  const photo = (crop: string | null, ...words: string[]) =>
    figure(
      { src: PHOTO_FILE, ...PHOTO, crop, credit: words.length > 0 ? 'Petra Holm' : '', alt: 'A tea-house' },
      ...words,
    )
  return make.article(
    'Nine kettles and a counter',
    'The tea-house, from both sides',
    p('Two photos stand side by side, at one height, whatever their shapes.'),
    gallery(
      [photo(null, 'The counter in the rain'), photo('0.2 0.2 0.2 0.8', 'Ada Nwosu')],
      'Before the doors opened',
    ),
    p('Five stand in two rows.'),
    gallery([photo(null), photo('0.4 0.3 0.3 0.7'), photo('0 0 0.4 0.9'), photo('0.5 0 0.5 1'), photo(null)]),
    p('The writing goes on below.'),
  )
}

function hebrew(): Article {
  const { p, turn, dialogue, caption, figure, source, table, em } = make
  return make.article(
    'לילה אחד במגדלור: הצילומים שאיש לא תכנן',
    '„האור דולק, ואיש לא הדליק אותו”',
    p('הסערה סגרה את הדרך, והצוות נשאר במגדלור עד הבוקר עם תרמוס אחד ושתי שמיכות.'),
    figure({ credit: 'Harbour Films' }, 'נועה ברק (משמאל), עידו לב (מימין)'),
    dialogue(
      turn('נועה ברק', '„מי כיבה את האור?”'),
      turn({ speaker: 'עידו לב', to: 'נועה ברק', aside: 'בלחש' }, '„אף אחד. הוא כבה ', em('לבד'), '.”'),
      turn('Captain', '“Nobody touches the lamp.”'),
    ),
    caption('„בוקר.”'),
    p('בבוקר הגיעה סירה, ובתוכה קפה לכולם, ועל הדופן שלה היה כתוב Night Ferry באותיות לבנות.'),
    table(
      [
        ['שעה', 'מי במשמרת', 'ספלי קפה'],
        ['22:00', 'נועה ברק', '3'],
        ['02:00', 'Captain', '11'],
      ],
      { title: 'המשמרות', align: '--r' },
    ),
    source('מקור', 'Harbour Street Gazette'),
  )
}

function arabic(): Article {
  const { p, turn, dialogue, caption, figure, quote } = make
  return make.article(
    'ليلة واحدة في المنارة: تصوير لم يخطط له أحد',
    '«الضوء مشتعل ولم يشعله أحد»',
    p('أغلقت العاصفة الطريق، فبقي الفريق في المنارة حتى الصباح ومعه إبريق شاي واحد.'),
    figure({ credit: 'Harbour Films' }, 'ليلى حداد (إلى اليسار)، سامي نور (إلى اليمين)'),
    dialogue(
      turn('ليلى حداد', '«من أطفأ الضوء؟»'),
      turn({ speaker: 'سامي نور', to: 'ليلى حداد' }, '«لا أحد. انطفأ وحده.»'),
      turn('ليلى حداد', '«إذن من يشعله؟»'),
    ),
    caption('«الصباح»'),
    quote('في الصباح وصل قارب يحمل القهوة للجميع.'),
  )
}

const PHOTO_FILE = 'images/tea-house.jpg'

const read = (name: string): Promise<string> => readFile(join(FIXTURES, name), 'utf8')

const describe = ({ doc, metadata }: Article, more: Partial<Metadata>): Article => ({
  doc,
  metadata: { ...metadata, ...more },
})

/** The photo in the place of those whose credit is given. */
function withPhoto(node: NodeJSON): NodeJSON {
  if (node.type === 'figure' && node.attrs?.credit === 'Lantern Films')
    return { ...node, attrs: { ...node.attrs, src: PHOTO_FILE, ...PHOTO } }
  return node.content === undefined ? node : { ...node, content: node.content.map(withPhoto) }
}

async function recap(): Promise<Article> {
  const { doc, metadata } = readText(await read('tea-at-midnight.txt'))
  const cast = [
    { ...person('Mina Solis'), otherNames: ['미나'], role: 'as the tea girl' },
    { ...person('Jun Harrow'), otherNames: ['준'], role: 'as the cook' },
    { ...person('Mrs. Abel'), role: 'owns the kettle' },
  ]
  const tags = ['Tea At Midnight', 'diary']
  return { doc: withPhoto(doc), metadata: { ...metadata, byline: 'Ida Renner', tags, cast } }
}

/** Every block and mark once. */
function everyBlock(): Article {
  const { p, em, strong, strike, code, link, h2, h3, ul, ol, quote, hr, pre, table, turn, dialogue } = make
  return make.article(
    'What A Roof Weighs When Nobody Has Asked It',
    'Forty buckets, one bathtub and a piano stool',
    p(
      ...['The tenants ', em('weighed'), ' everything and wrote it ', strong('twice'), ' in '],
      ...[link('https://example.org/book', 'the book by the door'), '. It was ', strike('never'), ' rarely '],
      ...[code('2,140 kg'), '.'],
    ),
    h2('What they carried up the stairs'),
    ul('Forty buckets, most of them whole', 'A bathtub', 'The piano stool, by mistake'),
    h3('And in which order'),
    ol(1, 'Earth, which is heavier than anybody thinks', 'Water, which is heavier'),
    quote('A roof is a field that nobody has asked yet.'),
    make.figure({ credit: 'Petra Holm' }, 'Ada Nwosu with the first of the buckets'),
    dialogue(
      turn('Ada Nwosu', '“Is it level?”'),
      turn({ speaker: 'Petra Holm', to: 'Ada Nwosu', aside: 'from the stairs' }, '“It is a roof.”'),
    ),
    make.caption('“Day nine. It holds.”'),
    hr(),
    make.embed('https://www.youtube.com/watch?v=rOofTop0009', {
      provider: 'youtube',
      id: 'rOofTop0009',
      title: 'Nine days on the roof',
      author: 'Dye Works',
    }),
    pre('', 'buckets  40\nbathtub   1\nstool     1'),
    table(
      [
        ['Day', 'What came up', 'Weight'],
        ['1', ['Buckets, ', em('forty'), ' of them'], '560 kg'],
        ['9', 'The bathtub', '1,580 kg'],
      ],
      { title: 'The roof in two days', align: '--r' },
    ),
    make.source('', 'Dye Works Bulletin'),
  )
}

/** A table that fits into the column, and one that is wider than it. */
function tables(): Article {
  const { p, strong, table } = make
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  return make.article(
    'What the Tea House Poured',
    'A winter in cups',
    p('The tea house kept a book of what it poured, because nobody believed the numbers.'),
    table(
      [
        ['Tea', 'Where it is from', 'Cups'],
        ['Barley', ['The field behind the station, ', strong('roasted'), ' on Sundays'], '2,140'],
        ['Ginger', 'Mrs. Abel', '980'],
        ['Pine needle', 'Nobody would say', '12'],
      ],
      { title: 'A winter in cups', align: '--r' },
    ),
    p('It also kept a book of who drank it, by days.'),
    table(
      [
        ['Guest', ...days],
        ...['Mina Solis', 'Jun Harrow', 'The man with the umbrella'].map((guest, row) => [
          guest,
          ...days.map((_, column) => String(((row + 2) * (column + 3)) % 7)),
        ]),
        ['All others', ...days.map((day) => `Not counted on a ${day}`)],
      ],
      { header: 'both', align: '-ccccccc' },
    ),
    p('The writing goes on below.'),
  )
}

/** A film, a song, a post and a page, with their pictures and without. */
function embeds(): Article {
  const { embed, p } = make
  const picture = { src: PHOTO_FILE, ...PHOTO }
  const film = { provider: 'youtube', id: 'rOofTop0009' }
  const song = { provider: 'spotify', id: 'track/4uLU6hMCjMI75M1A2tKUQC' }
  return make.article(
    'What the pier sounded like',
    '',
    embed('https://youtu.be/rOofTop0009?t=43', { ...film, ...picture, title: 'The reel', author: 'KBC' }),
    embed('https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC', {
      ...{ ...song, ...picture, title: 'Night Ferry' },
    }),
    embed('https://gulls.invalid/log', { ...picture, title: 'Gulls and ferries', author: 'The Log' }),
    embed('https://x.com/i/status/1234567890123', { provider: 'x', id: '1234567890123' }),
    embed('https://pier.invalid/a', {}),
    p('The words go on below.'),
  )
}

/** One photo in all sizes: wide, across the page, upright, and hardly larger than its own caption. */
function photos(): Article {
  const { p, figure } = make
  const large = { src: PHOTO_FILE, alt: 'Two actors at a counter', credit: 'Lantern Films' }
  const pixels = { width: PHOTO.width * 4, height: PHOTO.height * 4 }
  const words = p(
    'The counter was built in a day, and it leaked for the other thirty. Nobody who stood behind it has forgotten the sound.',
  )
  return make.article(
    'A Counter in Five Sizes',
    'What the camera saw, and what was left of it',
    words,
    figure({ ...large, ...pixels, size: 'wide' }, 'The tea-house, on the second night'),
    words,
    figure({ ...large, ...pixels, size: 'full' }, 'The tea-house, as wide as it ever was'),
    words,
    figure({ ...large, ...pixels, crop: '0.44 0 0.2 1' }, 'The kettle'),
    words,
    figure({ ...large, ...PHOTO, crop: '0.6 0.65 0.1 0.18' }),
    words,
    figure(
      { ...large, ...pixels, crop: '0.44 0 0.2 1', rotation: 90, alt: '', decorative: true },
      'The kettle, fallen',
    ),
  )
}

async function articleFor(draft: Draft): Promise<string> {
  if (draft === 'long') return articleOf('What Was Said at the Tea House', blocksOf('dialogue', 5000))
  if (draft === 'empty') return stringifyArticle(articleFrom({}))
  if (draft === 'damaged') return '{"format":"galley-article","version":1,"metadata":{'
  if (draft === 'recap') return stringifyArticle(await recap())
  if (draft === 'every-block') return stringifyArticle(describe(everyBlock(), { state: 'published' }))
  if (draft === 'photos') return stringifyArticle(photos())
  if (draft === 'gallery') return stringifyArticle(galleries())
  if (draft === 'embeds') return stringifyArticle(embeds())
  if (draft === 'tables') return stringifyArticle(tables())
  if (draft === 'hebrew') return stringifyArticle(describe(hebrew(), { language: 'he' }))
  if (draft === 'arabic') return stringifyArticle(describe(arabic(), { language: 'ar' }))
  const file = draft === 'korean' ? 'lighthouse-ko.txt' : 'umbrella-ja.txt'
  return stringifyArticle(
    describe(readText(await read(file)), { state: draft === 'korean' ? 'ready' : 'draft' }),
  )
}

/** Minutes ago that each draft was last changed. */
const AGE: Readonly<Record<Draft, number>> = {
  recap: 2,
  korean: 95,
  'every-block': 60 * 26,
  japanese: 60 * 75,
  long: 60 * 24 * 8,
  hebrew: 60 * 24 * 12,
  arabic: 60 * 24 * 13,
  empty: 60 * 24 * 17,
  photos: 60 * 24 * 18,
  gallery: 60 * 24 * 19,
  embeds: 60 * 24 * 20,
  tables: 60 * 24 * 21,
  damaged: 60 * 24 * 40,
}

/** The library's folder, in a folder of its own. */
export const LIBRARY = join('Documents', 'Galley')

/** The folder's and the draft's name. */
export const idOf = (draft: Draft): string => `${draft}-000001`

/** Writes the library into an empty folder. `left` names drafts it goes without. */
export async function writeLibrary(
  folder: string,
  photo: Uint8Array,
  left: readonly Draft[] = [],
): Promise<void> {
  for (const draft of (Object.keys(AGE) as Draft[]).filter((name) => !left.includes(name))) {
    const own = join(folder, idOf(draft))
    await mkdir(join(own, 'images'), { recursive: true })
    await writeFile(join(own, 'article.json'), await articleFor(draft))
    if (['recap', 'photos', 'gallery', 'embeds'].includes(draft))
      await writeFile(join(own, PHOTO_FILE), photo)
    const when = new Date(Date.now() - AGE[draft] * 60_000)
    await utimes(join(own, 'article.json'), when, when)
  }
}
