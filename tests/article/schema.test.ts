import { Slice } from 'prosemirror-model'
import { describe, expect, test } from 'vitest'
import { marks, schema, specs } from '../../src/article/index.ts'

describe('the schema', () => {
  test('holds the nodes of a feature article, and no others', () => {
    expect(Object.keys(specs.nodes).toSorted()).toEqual(
      [
        ...['doc', 'headline', 'standfirst', 'body', 'text', 'hardBreak'],
        ...['paragraph', 'heading', 'bulletList', 'orderedList', 'listItem', 'quote', 'divider', 'codeBlock'],
        ...['dialogue', 'turn', 'caption', 'figure', 'gallery', 'galleryCaption', 'embed', 'source'],
        ...['table', 'tableRow', 'tableCell', 'footnote'],
      ].toSorted(),
    )
  })

  test('holds the marks that both exports keep, and no others', () => {
    expect(Object.keys(marks).toSorted()).toEqual([
      'code',
      'em',
      'link',
      'strike',
      'strong',
      'subscript',
      'superscript',
    ])
  })

  test('has a validator on every attribute, so that no slice, paste or file can bring what is none', () => {
    const specced = [...Object.entries(specs.nodes), ...Object.entries(specs.marks)]
    const attributes = specced.flatMap(([name, spec]) =>
      Object.entries((spec as { attrs?: Record<string, { validate?: unknown }> }).attrs ?? {}).map(
        ([attribute, { validate }]) => [`${name}.${attribute}`, typeof validate] as const,
      ),
    )
    expect(attributes.length).toBeGreaterThan(15)
    for (const [name, type] of attributes) expect(['function', 'string'], name).toContain(type)
  })

  test('needs no document to be made, and fills a body that lost its last block', () => {
    expect('document' in globalThis).toBe(false)
    const body = schema.nodes.body?.createAndFill()
    expect(body?.toJSON()).toEqual({ type: 'body', content: [{ type: 'paragraph' }] })
  })

  test('makes a paragraph where a block is missing: it is the first of its group', () => {
    expect(schema.nodes.body?.contentMatch.defaultType?.name).toBe('paragraph')
    expect(schema.nodes.listItem?.contentMatch.defaultType?.name).toBe('paragraph')
  })

  test('refuses a slice whose attributes are none', () => {
    const hostile = { content: [{ type: 'figure', attrs: { src: 'javascript:alert(1)' } }] }
    expect(() => Slice.fromJSON(schema, hostile)).toThrow(/javascript:alert/)
  })
})
