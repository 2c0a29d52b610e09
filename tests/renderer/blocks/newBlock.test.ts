import { Slice } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import { describe, expect, it, vi } from 'vitest'
import {
  diffArticles,
  findings,
  type Metadata,
  outline,
  parts,
  readHtml,
  readMarkdown,
  recogniseBlocks,
  schema,
  targetById,
} from '../../../src/article/index.ts'
import type { Block } from '../../../src/blocks/block.ts'
import { backspaceAtEdge } from '../../../src/blocks/_view/neighbours.ts'
import { moveBlock } from '../../../src/blocks/_view/move.ts'
import { nodeFaces } from '../../../src/blocks/_view/nodeFaces.ts'
import type { BlockView } from '../../../src/blocks/_view/view.ts'
import { children, node, type NodeJSON, textOf } from '../../../src/blocks/node.ts'
import { turnInto } from '../../../src/renderer/src/editor/commands/blocks.ts'
import { editCommands } from '../../../src/renderer/src/editor/commands/editCommands.ts'
import { kinds } from '../../../src/renderer/src/editor/commands/kinds.ts'
import { giveSlice } from '../../../src/renderer/src/editor/copy/passage.ts'
import { textsOf } from '../../../src/renderer/src/editor/find/texts.ts'
import { blockAt } from '../../../src/renderer/src/editor/menus/handle.ts'
import { slashItems } from '../../../src/renderer/src/editor/menus/slashItems.ts'
import { diffLabel } from '../../../src/renderer/src/history/diffLabel.ts'
import { contentsOf } from '../../../src/renderer/src/stores/article/contents.ts'
import { article, p, quote } from '../../build.ts'
import { bodyOf, run, shown, stateOf } from './states.ts'

vi.mock('../../../src/blocks/index.ts', async (original) => {
  const { blocks } = await original<{ blocks: readonly Block[] }>()
  const { recipe } = await import('./recipe/index.ts')
  return { blocks: [recipe, ...blocks] }
})
vi.mock('../../../src/blocks/nodes.ts', async (original) => {
  const { blockNodes } = await original<{ blockNodes: readonly Block['nodes'][] }>()
  const { nodes } = await import('./recipe/index.ts')
  return { blockNodes: [nodes, ...blockNodes] }
})
vi.mock('../../../src/blocks/views.ts', async (original) => {
  const { views } = await original<{ views: readonly BlockView[] }>()
  const { view } = await import('./recipe/view.ts')
  return { views: [...views, view] }
})

const part = (words: string): NodeJSON =>
  node('ingredient', null, words === '' ? [] : [{ type: 'text', text: words }])
const recipe = (dish: string, ...words: string[]): NodeJSON => node('recipe', { dish }, words.map(part))

const soup = article('Supper', '', p('First.'), recipe('Soup', 'two leeks', 'salt'), p('Last.'))
const bodyIn = (doc: NodeJSON): readonly NodeJSON[] => children(parts(doc).body)

describe('a block that only the three lists know', () => {
  it('is in the slash menu, the palette and the menus of kinds', () => {
    expect(slashItems('reci')[0]).toMatchObject({ id: 'recipe', label: 'Recipe', hint: '%%' })
    const ids = editCommands(schema).map(({ id, label }) => `${id} ${label()}`)
    expect(ids).toContain('insert.recipe Insert recipe')
    expect(ids).toContain('turn.recipe Turn into recipe')
    expect(kinds.find(({ id }) => id === 'recipe')?.icon).toBeDefined()
  })

  it('is what text turns into, a part for each line', () => {
    const kind = kinds.find(({ id }) => id === 'recipe')
    if (kind === undefined) throw new Error('no recipe')
    const state = run(turnInto(kind), stateOf(bodyOf(p('two leeks|'))))
    expect(shown(state)).toEqual(bodyOf(recipe('', 'two leeks|')))
  })

  it('is searched by find and replace, in its words and attributes', () => {
    const texts = textsOf(schema.nodeFromJSON(soup.doc)).map(({ text, attribute }) => [attribute, text])
    expect(texts).toContainEqual(['dish', 'Soup'])
    expect(texts).toContainEqual([null, 'two leeks'])
  })

  it('is found by the search of the library', async () => {
    const { searchableText } = await vi.importActual<{
      searchableText: (doc: NodeJSON, metadata: Metadata) => string
    }>('../../../src/desk/search/record.ts')
    expect(searchableText(soup.doc, soup.metadata)).toContain('First. Soup two leeks salt')
  })

  it('is in the outline and in the checks', () => {
    expect(contentsOf(parts(soup.doc).body)).toEqual([
      { block: 1, kind: 'recipe', level: 0, label: 'Soup', detail: '2' },
    ])
    expect(outline(soup)).toContainEqual({ type: 'recipe', dish: 'Soup' })
    expect(findings(article('Supper', '', recipe('', 'salt'))).map(({ what }) => what)).toContain(
      'Recipe has no dish',
    )
  })

  it('has its name in the history and its placeholder while empty', () => {
    const [entry] = diffArticles(soup, article('Supper', '', p('First.'), p('Last.'))).filter(
      ({ kind }) => kind === 'removed',
    )
    expect(entry === undefined ? '' : diffLabel(entry)).toBe('Recipe for Soup, removed')
    expect(nodeFaces.get('ingredient')?.placeholder?.()).toBe('How much of what')
  })

  it('goes into Markdown and comes back', () => {
    const text = targetById('markdown-structured')?.write(soup) ?? ''
    expect(text).toContain(':::recipe{dish="Soup"}')
    expect(bodyIn(readMarkdown(text).doc)).toEqual(bodyIn(soup.doc))
    const foreign = readMarkdown('Ten past 10:30.\n\n:::recipe{dish="Tea"}\nleaves\n:::\n')
    expect(bodyIn(foreign.doc)[1]).toEqual(recipe('Tea', 'leaves'))
    // Beside a directive of ours, those within a line are read as well: here a line break.
    expect(textOf(readMarkdown('Tea:br[] for two\n\n:::recipe\nleaves\n:::\n').doc)).toContain(
      'Tea\n for two',
    )
  })

  it('becomes paragraphs in a quote, without losing a word', () => {
    const { doc } = readMarkdown('> :::recipe{dish="Tea"}\n> leaves\n> :::\n')
    expect(bodyIn(doc)).toEqual([quote(p('Tea'), p('leaves'))])
  })

  it('goes into HTML through the sanitiser and comes back, with its style in the page', () => {
    const page = targetById('html-page')?.write(soup) ?? ''
    expect(page).toContain('<div class="recipe" data-dish="Soup">')
    expect(page).toContain('<p class="ingredient">two leeks</p>')
    expect(page).toContain('.recipe { columns: 2; }')
    expect(bodyIn(readHtml(page).doc)).toEqual(bodyIn(soup.doc))
  })

  it('is recognised in formatted text, lines in a row as one block', () => {
    expect(recogniseBlocks([p('Ingredient: two leeks'), p('Ingredient: salt'), p('Serve hot.')])).toEqual([
      recipe('', 'two leeks', 'salt'),
      p('Serve hot.'),
    ])
  })

  it('is a container: its parts move one by one, have a handle, and are copied in a container', () => {
    const state = stateOf(bodyOf(recipe('Soup', 'leeks', 'sa|lt')))
    expect(shown(run(moveBlock(-1), state))).toEqual(bodyOf(recipe('Soup', 'sa|lt', 'leeks')))
    const place = blockAt(state, state.selection.from)
    expect(state.doc.nodeAt(place ?? 0)?.type.name).toBe('ingredient')
    const taken = NodeSelection.create(state.doc, place ?? 0).content()
    expect(giveSlice(new Slice(taken.content, 0, 0), 'en').html).toContain('class="recipe"')
  })

  it('does not merge with the text beside it', () => {
    const state = stateOf(bodyOf(recipe('Soup', 'leeks'), p('|Last.')))
    expect(shown(run(backspaceAtEdge, state))).toEqual(bodyOf(recipe('Soup', 'leeks'), p('|Last.')))
  })
})
