import { undoDepth } from '@tiptap/pm/history'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { embed, p } from '../../../build.ts'
import { body, writing } from '../keys/writing.ts'
import { type Act, perform, type Writer } from '../writer.ts'

const textOf = ({ view: { state } }: Writer): string => state.doc.textContent

async function doAll(writer: Writer, acts: readonly Act[]): Promise<void> {
  for (const one of acts) await perform(writer, one)
}

const press = (...keys: readonly string[]): Act[] => keys.map((key) => ({ press: key }))
const all = press('Mod-a')
const everything = press('Mod-a', 'Mod-a')

/** Ways to delete what was typed, each without a pause after the words. */
const DELETIONS: Readonly<Record<string, (words: readonly string[]) => readonly Act[]>> = {
  'Delete over the body': () => [...all, ...press('Delete')],
  'Backspace over the body': () => [...all, ...press('Backspace')],
  'Delete over the whole article': () => [...everything, ...press('Delete')],
  'a letter over the body': () => [...all, { type: 'x' }],
  'a word over the body': () => [...all, { type: 'other' }],
  'Enter over the body': () => [...all, ...press('Enter')],
  'a cut': () => [...all, { carry: 'cut' }],
  'a paste over the body': () => [...all, { paste: { text: 'one line' } }],
  'the deletion of the block': () => press('Mod-Shift-Backspace'),
  'Backspace held down': (words) => press(...Array.from(words.join(' '), () => 'Backspace')),
}

describe('words that are deleted as soon as they are typed', () => {
  it.each(Object.entries(DELETIONS))('come back by one undo after %s', async (_name, deletion) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('harbour', 'tea', '찻잔', 'é', '🙂', 'お茶'), {
          minLength: 1,
          maxLength: 12,
        }),
        async (words) => {
          const writer = writing(body(p('|')))
          await perform(writer, { type: words.join(' ') })
          const typed = writer.view.state.doc
          await doAll(writer, deletion(words))
          const deleted = writer.view.state.doc
          expect(deleted.eq(typed)).toBe(false)
          await doAll(writer, press('Mod-z'))
          expect(writer.view.state.doc.toJSON()).toEqual(typed.toJSON())
          await doAll(writer, press('Mod-Shift-z'))
          expect(writer.view.state.doc.toJSON()).toEqual(deleted.toJSON())
          writer.editor.destroy()
        },
      ),
      { numRuns: 5 },
    )
  })

  it('are a step of their own, before the deletion and after it', async () => {
    const writer = writing(body(p('|')))
    await doAll(writer, [{ type: 'one two' }, ...all, ...press('Delete'), { type: 'three' }])
    expect(textOf(writer)).toBe('Hthree')
    await doAll(writer, press('Mod-z'))
    expect(textOf(writer)).toBe('H')
    await doAll(writer, press('Mod-z'))
    expect(textOf(writer)).toBe('Hone two')
    await doAll(writer, press('Mod-z'))
    expect(textOf(writer)).toBe('H')
  })
})

describe('one step of undo', () => {
  it.each<[string, readonly Act[]]>([
    ['a burst of words', [{ type: 'one two three' }]],
    ['words over several lines', [{ type: 'one' }, ...press('Enter'), { type: 'two' }]],
    ['a word over a selection and what goes on from it', [...all, { type: 'other words' }]],
    ['a run of Backspaces', press('Backspace', 'Backspace', 'Backspace')],
  ])('is %s', async (_name, acts) => {
    const writer = writing(body(p('Some words|')))
    await doAll(writer, acts)
    expect(undoDepth(writer.view.state)).toBe(1)
  })

  it('ends before a card is deleted', async () => {
    const writer = writing(body(p('|'), embed('https://www.youtube.com/watch?v=abcdefghijk')))
    await doAll(writer, [{ type: 'one' }, ...press('Delete', 'Delete')])
    expect(writer.view.state.doc.child(2).childCount).toBe(1)
    await doAll(writer, press('Mod-z'))
    expect(writer.view.state.doc.child(2).childCount).toBe(2)
    expect(textOf(writer)).toContain('one')
  })
})

/** Each text in turn stands in the place of the one before, as an input method shows them. */
function compose({ view }: Writer, composition: number, ...steps: readonly string[]): void {
  const { from, to } = view.state.selection
  let end = to
  for (const text of steps) {
    view.dispatch(view.state.tr.insertText(text, from, end).setMeta('composition', composition))
    end = from + text.length
  }
}

describe('a composition', () => {
  it('is one step with everything it replaces', () => {
    const writer = writing(body(p('|')))
    compose(writer, 1, 'お', 'おt', 'おちゃ', 'お茶')
    compose(writer, 2, 'c', 'ch', 'cha', '茶')
    expect(textOf(writer)).toBe('Hお茶茶')
    expect(undoDepth(writer.view.state)).toBe(1)
  })

  it('over a selection is undone to the selected words', async () => {
    const writer = writing(body(p('|')))
    await doAll(writer, [{ type: 'one two' }, ...all])
    compose(writer, 1, 'ㅎ', '하')
    await doAll(writer, press('Mod-z'))
    expect(textOf(writer)).toBe('Hone two')
  })
})
