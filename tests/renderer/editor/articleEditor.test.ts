import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, nextTick, type App } from 'vue'
import { articleFrom } from '../../../src/article/index.ts'
import { done, type Outcome, type StoredImage } from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'
import { useCommands } from '../../../src/renderer/src/commands/commandStore.ts'
import ArticleEditor from '../../../src/renderer/src/editor/ArticleEditor.vue'
import { useDraft } from '../../../src/renderer/src/stores/draft.ts'
import { useNotices } from '../../../src/renderer/src/stores/notices.ts'
import { useSettings } from '../../../src/renderer/src/stores/settings.ts'
import { dialogue, p, turn } from '../../build.ts'
import { callsTo, openedDraft, quietDesk } from '../stores/quietDesk.ts'

let app: App
let frame: HTMLElement

beforeEach(async () => {
  quietDesk()
  const saved = new Map<string, string>()
  vi.spyOn(desk, 'openDraft').mockImplementation((id) => {
    const opened = openedDraft(id, articleFrom({ headline: id, body: [p('Words of ', id)] }))
    return Promise.resolve(done({ ...opened, article: saved.get(id) ?? opened.article }))
  })
  vi.spyOn(desk, 'saveDraft').mockImplementation((id, article) => {
    saved.set(id, article)
    return Promise.resolve(done({ summary: openedDraft(id).summary, revision: '1'.repeat(64) }))
  })
  const pinia = createPinia()
  setActivePinia(pinia)
  await useDraft().open('ferry')
  frame = document.createElement('div')
  document.body.append(frame)
  app = createApp(ArticleEditor).use(pinia)
  app.mount(frame)
  await nextTick()
})

afterEach(async () => {
  // A save that is still to come would reach the next test's desk.
  await useDraft().saveNow()
  useDraft().close()
  app.unmount()
  frame.remove()
})

function editor(): Editor {
  const dom = frame.querySelector<HTMLElement & { editor?: Editor }>('.ProseMirror')
  if (dom?.editor === undefined) throw new Error('there is no editor')
  return dom.editor
}

function type(text: string): void {
  const { view } = editor()
  view.dispatch(view.state.tr.insertText(text, view.state.doc.content.size - 2))
}

const body = (): string => editor().state.doc.child(2).textContent

describe('the editor', () => {
  it('closes the find bar by Escape in the text, and when another draft is shown', async () => {
    const bar = (): Element | null => frame.querySelector('[role="search"]')
    const find = (): void => {
      const command = useCommands().all.find(({ id }) => id === 'find')
      command?.run()
    }
    find()
    await nextTick()
    expect(bar()).not.toBeNull()
    editor().view.dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await nextTick()
    expect(bar()).toBeNull()
    find()
    await nextTick()
    expect(bar()).not.toBeNull()
    await useDraft().open('tram')
    await nextTick()
    expect(bar()).toBeNull()
  })

  it('offers to rename a person whose name was replaced, as long as their draft is shown', async () => {
    const talk = articleFrom({ headline: 'talk', body: [dialogue(turn('Mina', 'Yes.'), turn('Jun', 'No.'))] })
    vi.spyOn(desk, 'openDraft').mockResolvedValueOnce(done(openedDraft('talk', talk)))
    await useDraft().open('talk')
    useCommands()
      .all.find(({ id }) => id === 'replace')
      ?.run()
    await nextTick()
    const fields = frame.querySelectorAll<HTMLInputElement>('[role="search"] input')
    for (const [index, text] of ['Mina', 'Minna'].entries()) {
      const field = fields[index]
      if (field === undefined) throw new Error('the bar has too few fields')
      field.value = text
      field.dispatchEvent(new InputEvent('input'))
    }
    await nextTick()
    const buttons = [...frame.querySelectorAll<HTMLButtonElement>('[role="search"] button')]
    buttons.find(({ textContent }) => textContent.trim() === 'Replace all')?.click()
    const offers = () => useNotices().list.flatMap(({ actions }) => actions.map(({ label }) => label))
    await expect.poll(offers).toEqual(['Rename the person to Minna'])
    await useDraft().open('tram')
    expect(offers()).toEqual([])
  })

  it('shows each draft with its own words and its own undo', async () => {
    const draft = useDraft()
    type(' at night')
    await draft.open('tram')
    expect(body()).toBe('Words of tram')
    editor().commands.undo()
    expect(body()).toBe('Words of tram')
    await draft.open('ferry')
    expect(body()).toBe('Words of ferry at night')
    editor().commands.undo()
    expect(body()).toBe('Words of ferry')
  })

  it('replaces typed marks only while substitutions are on, whatever the single ones say', () => {
    const press = (keys: string): void => {
      const { view } = editor()
      for (const key of keys) {
        const at = view.state.doc.content.size - 2
        const plain = () => view.state.tr.insertText(key, at)
        view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)))
        if (view.someProp('handleTextInput', (handle) => handle(view, at, at, key, plain)) !== true)
          view.dispatch(plain())
      }
    }
    press(' "a')
    expect(body()).toBe('Words of ferry “a')
    useSettings().set({ substitutions: false })
    press(' "b -- c...')
    expect(body()).toBe('Words of ferry “a "b -- c...')
    useSettings().set({ substitutions: true, smartQuotes: false })
    press(' "d...')
    expect(body()).toBe('Words of ferry “a "b -- c... "d…')
  })

  it('puts a picture that arrives late into the draft it was pasted into', async () => {
    const draft = useDraft()
    const late = Promise.withResolvers<Outcome<StoredImage>>()
    vi.spyOn(desk, 'addImage').mockReturnValue(late.promise)
    const data = new DataTransfer()
    data.items.add(new File([new Uint8Array(3)], 'pier.png', { type: 'image/png' }))
    const paste = new Event('paste', { bubbles: true, cancelable: true })
    Object.assign(paste, { clipboardData: data })
    editor().view.dom.dispatchEvent(paste)
    await vi.waitFor(() => {
      expect(callsTo('addImage')).toHaveLength(1)
    })
    await draft.open('tram')
    late.resolve(done({ src: 'images/pier.png', width: 4, height: 3 }))
    await vi.waitFor(() => {
      expect(
        callsTo('saveDraft').some(([id, text]) => id === 'ferry' && String(text).includes('images/pier.png')),
      ).toBe(true)
    })
    expect(JSON.stringify(editor().getJSON())).not.toContain('pier.png')
    await draft.open('ferry')
    expect(JSON.stringify(editor().getJSON())).toContain('images/pier.png')
    editor().commands.undo()
    expect(JSON.stringify(editor().getJSON())).not.toContain('pier.png')
  })

  it('refuses changes of a read-only draft by key, command, field or renaming', async () => {
    const draft = useDraft()
    vi.spyOn(desk, 'addImage')
    vi.spyOn(desk, 'fetchImage')
    const article = articleFrom({ headline: 'tram', body: [p('Words of tram')] })
    vi.spyOn(desk, 'openDraft').mockResolvedValue(
      done({ ...openedDraft('tram', article), opening: '', lockedBy: 'another window' }),
    )
    await draft.open('tram')
    type(' at night')
    draft.setMetadata({ byline: 'Jun' })
    draft.restore(articleFrom({ headline: 'tram', body: [p('Earlier words')] }))
    editor().commands.clearContent()
    expect(draft.current()).toEqual(article)
    expect(draft.hasUnsaved()).toBe(false)

    expect(await draft.addImage(new File([new Uint8Array(3)], 'pier.png', { type: 'image/png' }))).toBeNull()
    expect(await draft.fetchImage('https://example.org/pier.png')).toBeNull()
    expect(callsTo('addImage')).toEqual([])
    expect(draft.current()).toEqual(article)
  })

  it('keeps the fields of blocks from being edited in a read-only draft', async () => {
    const field = document.createElement('input')
    const dropped = (): Event =>
      new InputEvent('beforeinput', { bubbles: true, cancelable: true, inputType: 'insertFromDrop' })
    editor().view.dom.append(field)
    field.dispatchEvent(new FocusEvent('focusin', { bubbles: true }))
    expect(field.readOnly).toBe(false)
    expect(field.dispatchEvent(dropped())).toBe(true)
    vi.spyOn(desk, 'openDraft').mockResolvedValue(
      done({ ...openedDraft('tram'), opening: '', lockedBy: 'another window' }),
    )
    await useDraft().open('tram')
    // In the article's view still, whatever the view has drawn anew.
    editor().view.dom.append(field)
    field.dispatchEvent(new FocusEvent('focusin', { bubbles: true }))
    expect(field.readOnly).toBe(true)
    expect(field.dispatchEvent(dropped())).toBe(false)
  })

  it('shows in a read-only draft what another window wrote', async () => {
    const draft = useDraft()
    const held = { ...openedDraft('tram'), opening: '', lockedBy: 'another window' }
    vi.spyOn(desk, 'openDraft').mockResolvedValue(done(held))
    await draft.open('tram')
    const newer = articleFrom({ headline: 'tram', body: [p('Newer words')] })
    vi.spyOn(desk, 'openDraft').mockResolvedValue(done(openedDraft('tram', newer)))
    await draft.checkLock()
    expect(body()).toBe('Newer words')
    type('!')
    expect(body()).toBe('Newer words!')
  })

  it('replaces the document with an earlier version in one step', () => {
    const draft = useDraft()
    draft.restore(articleFrom({ headline: 'ferry', body: [p('Earlier words')] }))
    expect(body()).toBe('Earlier words')
    expect(draft.current()?.doc).toEqual(editor().getJSON())
    editor().commands.undo()
    expect(body()).toBe('Words of ferry')
  })
})
