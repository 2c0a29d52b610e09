import type { Editor } from '@tiptap/core'
import fc from 'fast-check'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, nextTick, type App } from 'vue'
import { articleFrom, namesInTurns, person, targetById } from '../../../src/article/index.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import { done } from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'
import ArticleEditor from '../../../src/renderer/src/editor/ArticleEditor.vue'
import { useCast } from '../../../src/renderer/src/stores/cast/cast.ts'
import { useDraft } from '../../../src/renderer/src/stores/draft.ts'
import { dialogue, p, turn } from '../../build.ts'
import { openedDraft, quietDesk } from '../stores/quietDesk.ts'

/** Whatever a writer does, everybody who stays in an article keeps their colour, and it is the same everywhere. */

let app: App
let frame: HTMLElement

/** Opens a draft with these blocks on a page of its own. */
async function open(...body: NodeJSON[]): Promise<Editor> {
  quietDesk()
  vi.spyOn(desk, 'openDraft').mockImplementation((id) =>
    Promise.resolve(done(openedDraft(id, articleFrom({ headline: id, body })))),
  )
  vi.spyOn(desk, 'saveDraft').mockImplementation((id) =>
    Promise.resolve(done({ summary: openedDraft(id).summary, revision: '1'.repeat(64) })),
  )
  const pinia = createPinia()
  setActivePinia(pinia)
  await useDraft().open('ferry')
  frame = document.createElement('div')
  document.body.append(frame)
  app = createApp(ArticleEditor).use(pinia)
  app.mount(frame)
  await nextTick()
  const dom = frame.querySelector<HTMLElement & { editor?: Editor }>('.ProseMirror')
  if (dom?.editor === undefined) throw new Error('there is no editor')
  return dom.editor
}

async function close(): Promise<void> {
  await useDraft().saveNow()
  useDraft().close()
  app.unmount()
  frame.remove()
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Lets the writer rest, so that everything that follows the text has followed. */
async function rest(): Promise<void> {
  await vi.advanceTimersByTimeAsync(400)
  await nextTick()
}

/** Colours by speaker: in the panels, in the editor's style sheet, and in an exported page. */
const inPanels = (): Map<string, number> =>
  new Map(useCast().members.map(({ name, colour }) => [name, colour]))

function inEditor(): Map<string, number> {
  const rules = document.adoptedStyleSheets
    .flatMap((sheet) => [...sheet.cssRules])
    .map(({ cssText }) => cssText)
  const found = rules.flatMap((rule) => [...rule.matchAll(/data-speaker="(\w+)"\][^}]*--s(\d)/g)])
  return new Map(found.map(([, name = '', colour]) => [name, Number(colour)]))
}

function inExport(): Map<string, number> {
  const article = useDraft().current()
  const page = article === null ? '' : (targetById('html-page')?.write(article) ?? '')
  const found = page.matchAll(/class="voice-(\d)">\s*<b class="speaker">(\w+)/g)
  return new Map([...found].map(([, colour, name = '']) => [name, Number(colour)]))
}

/** Inserts a turn of a new dialogue before the body's block of that index: what typing, a paste and a drop all come to. */
function insertTurn({ view }: Editor, speaker: string, index: number): void {
  const body = view.state.doc.child(2)
  let position = view.state.doc.content.size - body.nodeSize + 1
  for (const block of body.children.slice(0, index % (body.childCount + 1))) position += block.nodeSize
  view.dispatch(
    view.state.tr.insert(position, view.state.schema.nodeFromJSON(dialogue(turn(speaker, 'Rain.')))),
  )
}

/** Deletes the body's block of that index, unless it is the only one. */
function deleteBlock({ view }: Editor, index: number): void {
  const body = view.state.doc.child(2)
  if (body.childCount < 2) return
  const at = index % body.childCount
  let position = view.state.doc.content.size - body.nodeSize + 1
  for (const block of body.children.slice(0, at)) position += block.nodeSize
  view.dispatch(view.state.tr.delete(position, position + body.child(at).nodeSize))
}

const NAMES = ['Ann', 'Bob', 'Zed', 'Mina', 'Jun', 'Ida']
const anyName = fc.constantFrom(...NAMES)
const index = fc.nat({ max: 9 })
type Step =
  | { readonly insert: string; readonly at: number }
  | { readonly remove: number }
  | { readonly go: 'undo' | 'redo' }
  | { readonly rename: string; readonly to: string }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ insert: anyName, at: index }) },
  { weight: 2, arbitrary: fc.record({ remove: index }) },
  { weight: 4, arbitrary: fc.record({ go: fc.constantFrom('undo', 'redo') }) },
  { weight: 1, arbitrary: fc.record({ rename: anyName, to: anyName }) },
)

function perform(editor: Editor, one: Step): void {
  if ('insert' in one) insertTurn(editor, one.insert, one.at)
  else if ('remove' in one) deleteBlock(editor, one.remove)
  else if ('rename' in one) useCast().renamePerson(one.rename, one.to)
  else if (one.go === 'undo') editor.commands.undo()
  else editor.commands.redo()
}

describe('speakers', () => {
  it('keep their colours when somebody new speaks above them, and when turns are moved', async () => {
    const editor = await open(dialogue(turn('Ann', 'One.')), dialogue(turn('Bob', 'Two.')))
    await rest()
    insertTurn(editor, 'Zed', 0)
    await Promise.resolve()
    expect(inPanels()).toEqual(
      new Map([
        ['Ann', 1],
        ['Bob', 2],
        ['Zed', 3],
      ]),
    )
    deleteBlock(editor, 1)
    insertTurn(editor, 'Ann', 9)
    await rest()
    expect(inPanels().get('Ann')).toBe(1)
    expect(inExport()).toEqual(inPanels())
    await close()
  })

  it('leave with what is undone, and come back with a redo', async () => {
    const editor = await open(p('Night.'))
    insertTurn(editor, 'Mina', 1)
    await rest()
    expect(useDraft().metadata?.cast).toEqual([
      { name: 'Mina', otherNames: [], role: '', colour: 1, joinedByTurn: true },
    ])
    editor.commands.undo()
    await rest()
    expect(useDraft().metadata?.cast).toEqual([])
    editor.commands.redo()
    await rest()
    expect(inPanels()).toEqual(new Map([['Mina', 1]]))
    await close()
  })

  it('are renamed in all spellings that the cast folds together, and an undo takes that back', async () => {
    const editor = await open(
      dialogue(turn('Mina', 'One.'), turn({ speaker: 'Jun', to: 'MINA' }, 'Two.'), turn('미나', 'Three.')),
    )
    await rest()
    const cast = useCast().people.filter(({ name }) => name === 'Jun')
    const mina = { ...person('Mina'), otherNames: ['MINA', '미나'], colour: 4 }
    useDraft().setMetadata({ cast: [mina, ...cast] })
    const spoken = (): string[] => namesInTurns(useDraft().current()?.doc ?? { type: 'doc' })
    const people = (): unknown => useDraft().metadata?.cast.map(({ name, colour }) => [name, colour])
    const before = people()
    useCast().renamePerson('Mina', 'Min-a')
    await rest()
    expect(spoken()).toEqual(['Min-a', 'Jun', '미나'])
    expect(people()).toEqual([
      ['Min-a', 4],
      ['Jun', cast[0]?.colour],
    ])
    editor.commands.undo()
    await rest()
    expect(spoken()).toEqual(['Mina', 'Jun', 'MINA', '미나'])
    expect(people()).toEqual(before)
    editor.commands.redo()
    await rest()
    expect(spoken()).toEqual(['Min-a', 'Jun', '미나'])
    await close()
  })

  it('gain the spellings of a pasted text that took theirs', async () => {
    await open(dialogue(turn('Mina', 'One.')))
    await rest()
    useCast().addSpellings(
      new Map([
        ['Mina', ['MINA', 'Mina']],
        ['Nobody', ['NOBODY']],
      ]),
    )
    useCast().addSpellings(new Map([['Mina', ['MINA']]]))
    expect(useCast().people.map(({ otherNames }) => otherNames)).toEqual([['MINA']])
    await close()
  })

  it('keep colour and role when find and replace renames them, and an undo takes that back', async () => {
    const editor = await open(dialogue(turn('Mina', 'Mina?'), turn({ speaker: 'Jun', to: 'Mina' }, 'No.')))
    await rest()
    useCast().updatePerson('Mina', { role: 'the captain', colour: 7 })
    await rest()
    const cast = (): unknown =>
      useDraft().metadata?.cast.map(({ name, role, colour }) => [name, role, colour])
    const before = useCast().people
    const { tr, doc } = editor.state
    doc.descendants((node, position) => {
      for (const name of ['speaker', 'addressee'])
        if (node.attrs[name] === 'Mina') tr.setNodeAttribute(position, name, 'Minna')
    })
    editor.view.dispatch(tr)
    await rest()
    expect(cast()).toEqual([
      ['Mina', 'the captain', 7],
      ['Jun', '', 2],
      ['Minna', '', 1],
    ])
    useCast().renamingOf(before, 'Mina', 'Minna')?.()
    await rest()
    expect(cast()).toEqual([
      ['Minna', 'the captain', 7],
      ['Jun', '', 2],
    ])
    editor.commands.undo()
    await rest()
    expect(cast()).toEqual([
      ['Mina', 'the captain', 7],
      ['Jun', '', 2],
    ])
    await close()
  })

  it(
    'keep their colours through anything, the same in editor, panels and exports',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          const editor = await open(p('Night.'), dialogue(turn('Ann', 'One.'), turn('Bob', 'Two.')))
          await rest()
          for (const one of steps) {
            const before = inPanels()
            perform(editor, one)
            await rest()
            const after = inPanels()
            for (const [name, colour] of before) if (after.has(name)) expect(after.get(name)).toBe(colour)
            expect(inEditor()).toEqual(after)
            for (const [name, colour] of inExport()) expect(after.get(name)).toBe(colour)
            expect(new Set(after.keys())).toEqual(new Set(inExport().keys()))
          }
          await close()
        }),
        { numRuns: 40 },
      )
    },
  )
})
