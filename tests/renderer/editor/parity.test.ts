import { getSchema } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import { schema } from '../../../src/article/index.ts'
import { schemaExtensions } from '../../../src/renderer/src/editor/createEditor.ts'

/** The fields of a spec that decide what a document may hold; functions are compared by being there. */
const DECIDING = [
  'content',
  'marks',
  'group',
  'inline',
  'atom',
  'selectable',
  'draggable',
  'code',
  'whitespace',
  'linebreakReplacement',
  'defining',
  'isolating',
  'inclusive',
  'excludes',
]

type Spec = Readonly<Record<string, unknown>> & {
  attrs?: Readonly<Record<string, { default?: unknown; validate?: unknown }>>
}

function decided(spec: Spec): Record<string, unknown> {
  const attrs = Object.entries(spec.attrs ?? {}).map(([name, attribute]) => [name, { ...attribute }])
  return {
    ...Object.fromEntries(DECIDING.filter((key) => spec[key] !== undefined).map((key) => [key, spec[key]])),
    attrs: Object.fromEntries(attrs),
    rules: (spec.parseDOM as { tag?: string; style?: string; priority?: number }[] | undefined)?.map(
      ({ tag, style, priority }) => [tag ?? style, priority],
    ),
    draws: spec.toDOM !== undefined,
  }
}

const editors = getSchema(schemaExtensions())

describe('the editor’s schema is the article’s', () => {
  it('has the same nodes and marks in the same order', () => {
    expect(Object.keys(editors.nodes)).toEqual(Object.keys(schema.nodes))
    expect(Object.keys(editors.marks)).toEqual(Object.keys(schema.marks))
    expect(editors.topNodeType.name).toBe(schema.topNodeType.name)
  })

  it.each(Object.keys(schema.nodes))('agrees on %s', (name) => {
    expect(decided(editors.nodes[name]?.spec as Spec)).toEqual(decided(schema.nodes[name]?.spec as Spec))
  })

  it.each(Object.keys(schema.marks))('agrees on the mark %s', (name) => {
    expect(decided(editors.marks[name]?.spec as Spec)).toEqual(decided(schema.marks[name]?.spec as Spec))
  })

  it('refuses what the article refuses', () => {
    const hostile = { type: 'embed', attrs: { url: 'javascript:alert(1)' } }
    expect(() => {
      editors.nodeFromJSON(hostile).check()
    }).toThrow('not an http or https address')
  })
})
