import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pictureNotes } from '../../../src/desk/pictures/pictureNotes.ts'
import { article, deskOver, tempFolder, value } from '../library.ts'
import { iptc, jpeg, png } from '../pictures.ts'

const photo = (said: Readonly<Record<string, string | Buffer>>): Buffer =>
  jpeg(30, 20, { segments: [iptc(said)] })
const UTF8 = { '1:90': '\x1b%G' }

describe('what a photo’s file says of it', () => {
  it.each([
    ['an agency', { ...UTF8, '2:120': 'Zwei Möwen', '2:110': 'AP' }, ['Zwei Möwen', 'AP']],
    ['photographer and agency', { '2:80': 'Kim Min-ho', '2:110': 'JTBC' }, ['', 'Kim Min-ho/JTBC']],
    ['the same twice', { '2:80': 'JTBC', '2:110': 'JTBC' }, ['', 'JTBC']],
    ['Hangul that nobody said is UTF-8', { '2:120': '등대' }, ['등대', '']],
    ['what Windows wrote', { '2:120': Buffer.from('Caf\xe9', 'latin1') }, ['Café', '']],
    ['lines and control signs', { '2:120': ' one\r\ntwo\0 ', '2:80': 'A\tB' }, ['one two', 'A B']],
  ])('%s', (_who, said, [caption, credit]) => {
    expect(pictureNotes('jpeg', photo(said))).toEqual({ caption, credit })
  })

  it('is nothing where it says nothing, or is no JPEG', () => {
    expect(pictureNotes('jpeg', photo({ '2:5': 'title' }))).toBeNull()
    expect(pictureNotes('jpeg', jpeg(30, 20, { notes: true }))).toBeNull()
    expect(pictureNotes('png', png(30, 20))).toBeNull()
  })

  it('cut off anywhere is read as far as it goes', () => {
    const whole = photo({ '2:120': 'Caption', '2:110': 'AP' })
    for (let length = 2; length < whole.length; length += 1)
      expect(() => pictureNotes('jpeg', whole.subarray(0, length))).not.toThrow()
    const broken = Buffer.from(whole)
    for (let at = 20; at < whole.length; at += 1) {
      broken[at] = 0xff
      expect(() => pictureNotes('jpeg', broken)).not.toThrow()
    }
  })
})

it('is told when the photo is taken in, and is in the draft’s copy no more', async () => {
  const library = await tempFolder()
  const desk = await deskOver(library)
  const { id } = value(await desk.createDraft(article('Tram'))).summary
  const taken = value(await desk.addImage(id, 'a.jpg', photo({ '2:120': 'Two gulls', '2:110': 'AP' })))
  expect(taken.notes).toEqual({ caption: 'Two gulls', credit: 'AP' })
  expect((await readFile(join(library, id, taken.src))).includes('Two gulls')).toBe(false)
})
