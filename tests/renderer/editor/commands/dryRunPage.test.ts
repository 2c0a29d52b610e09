import type { Editor } from '@tiptap/core'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type App, createApp, effectScope, nextTick } from 'vue'
import { articleFrom } from '../../../../src/article/index.ts'
import { done } from '../../../../src/desk.ts'
import { useCommands } from '../../../../src/renderer/src/commands/commandStore.ts'
import { pageCommands } from '../../../../src/renderer/src/commands/page/index.ts'
import { desk } from '../../../../src/renderer/src/desk.ts'
import ArticleEditor from '../../../../src/renderer/src/editor/ArticleEditor.vue'
import { useDraft } from '../../../../src/renderer/src/stores/draft.ts'
import { useSettings } from '../../../../src/renderer/src/stores/settings.ts'
import { caption, dialogue, embed, figure, p, turn } from '../../../build.ts'
import { openedDraft, quietDesk } from '../../stores/quietDesk.ts'

/** The page as it is while a writer works: asking every command whether it is enabled changes nothing, whatever is open. */

let app: App
let frame: HTMLElement
let removePageCommands: () => void

beforeEach(async () => {
  quietDesk()
  const body = [
    p('Some words here.'),
    figure({}, 'The pier'),
    embed('https://www.youtube.com/watch?v=abcdefghijk'),
    dialogue(turn('Mina', 'One.'), turn({ speaker: 'Jun', to: 'Mina', aside: 'laughing' }, 'Two.')),
    caption('At night'),
    p(),
  ]
  vi.spyOn(desk, 'openDraft').mockImplementation((id) =>
    Promise.resolve(done(openedDraft(id, articleFrom({ headline: id, body })))),
  )
  const pinia = createPinia()
  setActivePinia(pinia)
  await useDraft().open('ferry')
  frame = document.createElement('div')
  document.body.append(frame)
  app = createApp(ArticleEditor).use(pinia)
  app.mount(frame)
  const nothing = (): void => undefined
  const scope = effectScope()
  const commands = scope.run(() => pageCommands({ toggle: nothing, export: nothing }))
  const remove = useCommands().add(commands ?? [])
  removePageCommands = () => {
    remove()
    scope.stop()
  }
  await nextTick()
})

afterEach(async () => {
  removePageCommands()
  await useDraft().saveNow()
  useDraft().close()
  app.unmount()
  document.body.replaceChildren()
})

function editor(): Editor {
  const dom = frame.querySelector<HTMLElement & { editor?: Editor }>('.ProseMirror')
  if (dom?.editor === undefined) throw new Error('there is no editor')
  return dom.editor
}

/** Puts the caret into the first node of this type, or selects it whole. */
function select(type: string, whole = false): void {
  const { view } = editor()
  let at = -1
  view.state.doc.descendants((node, position) => {
    if (at === -1 && node.type.name === type) at = position
  })
  const { doc, tr } = view.state
  view.dispatch(tr.setSelection(whole ? NodeSelection.create(doc, at) : TextSelection.create(doc, at + 1)))
  view.focus()
}

const run = (id: string): void => {
  useCommands()
    .all.find((command) => command.id === id)
    ?.run()
}

function typeSlash(): void {
  const { view } = editor()
  view.dispatch(view.state.tr.setSelection(TextSelection.atEnd(view.state.doc)))
  const { from } = view.state.selection
  view.someProp('handleTextInput', (handle) => handle(view, from, from, '/', () => view.state.tr))
}

const STATES: readonly (readonly [what: string, enter: () => void])[] = [
  [
    'the caret in a paragraph',
    () => {
      select('paragraph')
    },
  ],
  ['words selected', () => editor().commands.setTextSelection({ from: 12, to: 16 })],
  [
    'a photo selected',
    () => {
      select('figure', true)
    },
  ],
  [
    'an embed selected',
    () => {
      select('embed', true)
    },
  ],
  [
    'the caret in a turn',
    () => {
      select('turn')
    },
  ],
  [
    'the form of a turn open',
    () => {
      select('turn')
      run('turn.speaker')
    },
  ],
  [
    'the find bar open',
    () => {
      run('find')
    },
  ],
  ['the slash menu open', typeSlash],
  [
    'a comment open',
    () => {
      editor().commands.setTextSelection({ from: 12, to: 16 })
      run('note.comment')
    },
  ],
]

/** All that a question could change. */
const seen = (): unknown => ({
  state: editor().state,
  metadata: useDraft().metadata,
  settings: JSON.stringify(useSettings().settings),
  edits: useDraft().edits,
  page: document.body.innerHTML,
  focused: document.activeElement,
})

describe('every command that is asked whether it is enabled', () => {
  it.each(STATES)('changes nothing with %s', async (_what, enter) => {
    enter()
    // Lists and popovers are drawn some ticks after they were opened.
    await new Promise((resolve) => setTimeout(resolve, 100))
    const { all } = useCommands()
    expect(all.length).toBeGreaterThan(60)
    const before = seen()
    for (const command of all) command.enabled?.()
    await nextTick()
    const after = seen()
    expect((after as { state: unknown }).state).toBe((before as { state: unknown }).state)
    expect({ ...(after as object), state: null }).toEqual({ ...(before as object), state: null })
  })
})
