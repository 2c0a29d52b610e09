import { expect, it } from 'vitest'
import { outline, readHtml, readText } from '../../../src/article/index.ts'
import type { OutlineItem } from '../../../src/blocks/block.ts'

/** The smallest inputs of kinds that were read wrongly once, with their outlines in short. */

/** Returns a row in short: `figure caption | credit`, `turn Mina: Hello.`, `embed bilibili`, `paragraph words`. */
function short({ type, text, caption, credit, speaker, provider }: OutlineItem): string {
  if (type === 'figure') return `figure ${String(caption)} | ${String(credit)}`
  if (type === 'embed') return `embed ${String(provider)}`
  return type === 'turn' ? `turn ${String(speaker)}: ${String(text)}` : `${type} ${String(text)}`
}

const MORE = 'paragraph More words of the article follow here, and end with a stop.'
const OPENING = 'A headline\n\nA paragraph that is long enough to be one, and ends with a full stop.\n\n'

/** Returns the rows below headline and first paragraph; lines of {@link MORE} are left out. */
function rows(text: string): string[] {
  const found = outline(readText(OPENING + text)).slice(2)
  return found.map(short).filter((row) => row !== MORE)
}

const between = (...lines: string[]): string => lines.join(`\n\n${MORE.slice('paragraph '.length)}\n\n`)

it.each([
  ['credits with a label', between('Photo: Ana Prieto / Nordbild', 'Credit: Studio Kiem', 'Image via The Harbour Gazette', '(Photo by Ana Prieto/Nordbild)', '© 2024 Lantern Films'), ['figure  | Ana Prieto / Nordbild', 'figure  | Studio Kiem', 'figure  | The Harbour Gazette', 'figure  | Ana Prieto/Nordbild', 'figure  | 2024 Lantern Films']],
  ['Korean credits', between('사진 | 파도스튜디오', '▲ ‘비의 계절’ 스틸컷 (사진=파도스튜디오)', '사진제공=파도스튜디오'), ['figure  | 파도스튜디오', 'figure ‘비의 계절’ 스틸컷 | 파도스튜디오', 'figure  | 파도스튜디오']],
  ['embeds of China and Korea', 'https://www.bilibili.com/video/BV1xx411c7mD\n\nhttps://weibo.com/1234567890/N8abcdefg\n\nhttps://music.apple.com/us/album/nine/1500000000?i=1500000001\n\nhttps://naver.me/5AbCdEfG', ['embed bilibili', 'embed weibo', 'embed applemusic', 'embed link']],
  ['a hat tip', 'H/T: Teapot Weekly', ['source Teapot Weekly']],
  ['a source with a call to the reader behind it', 'Source: Lantern Films (1)\n\nWhat did you think? Tell us below!', ['source Lantern Films (1)', 'paragraph What did you think? Tell us below!']],
  ['a list of sources', 'Sources:\n- Harbour Gazette\n- Teapot Weekly', ['source Harbour Gazette\nTeapot Weekly']],
  ['bullets and a quote', '– one umbrella\n– two umbrellas\n\n· 우산 하나\n· 우산 둘\n\n① 정류장\n② 옥상\n\n> It was raining,\n> and nobody answered.', ['listItem one umbrella', 'listItem two umbrellas', 'listItem 우산 하나', 'listItem 우산 둘', 'listItem 정류장', 'listItem 옥상', 'quote It was raining,\nand nobody answered.']],
])('reads %s', (_what, text, expected) => {
  expect(rows(text)).toEqual(expected)
}) // prettier-ignore

it.each([
  ['bold names', '<p><b>Mina Solis:</b> Hello there.</p><p><b>Jun Harrow: </b>Hello.</p>', ['turn Mina Solis: Hello there.', 'turn Jun Harrow: Hello.']],
  ['bold names above their words', '<p><b>Mina Solis:</b><br>Hello there.</p><p><b>Jun Harrow:</b><br>Hello.</p>', ['turn Mina Solis: Hello there.', 'turn Jun Harrow: Hello.']],
  ['the credit in a figcaption', '<figure><img src="https://example.org/k.jpg"><figcaption>The kettle at rest. Photo: Bo Tann / Nordbild</figcaption></figure><figure><img src="https://example.org/m.jpg"><figcaption>Photo by <a href="https://example.org/u">Ana Prieto</a> on Unsplash</figcaption></figure>', ['figure The kettle at rest. | Bo Tann / Nordbild', 'figure  | Ana Prieto on Unsplash']],
])('reads %s in HTML', (_what, html, expected) => {
  expect(outline(readHtml(html)).slice(1).map(short)).toEqual(expected)
}) // prettier-ignore
