import type { NodeSpec } from 'prosemirror-model'
import type { Paragraph } from 'mdast'
import { line } from '../../../../src/blocks/attribute.ts'
import type { Block } from '../../../../src/blocks/block.ts'
import { element, hasClass, property } from '../../../../src/blocks/hast.ts'
import { attributesOf, containerOf, paragraphOf, directiveAttribute } from '../../../../src/blocks/mdast.ts'
import { attribute, children, inlineText, node, type NodeJSON, textOf } from '../../../../src/blocks/node.ts'

/** A made-up block for `newBlock.test.ts`: a dish and what goes into it. Nothing in `src` knows it. */
export const nodes = {
  recipe: {
    content: 'ingredient+',
    group: 'block',
    defining: true,
    attrs: { dish: line() },
    parseDOM: [{ tag: 'div[data-block="recipe"]' }],
    toDOM: ({ attrs }) => ['div', { 'data-block': 'recipe', 'data-dish': String(attrs.dish) }, 0],
  },
  ingredient: {
    content: 'inline*',
    defining: true,
    parseDOM: [{ tag: 'p[data-block="ingredient"]', priority: 60 }],
    toDOM: () => ['p', { 'data-block': 'ingredient' }, 0],
  },
} satisfies Record<string, NodeSpec>

const ingredient = (content: readonly NodeJSON[]): NodeJSON => node('ingredient', null, content)

export const recipe: Block = {
  name: 'recipe',
  nodes,
  attributes: { recipe: { translatable: ['dish'] } },
  text: {
    readsFormatted: true,
    joins: ['recipe'],
    read: () => (line) =>
      line.raw.startsWith('Ingredient: ')
        ? node('recipe', { dish: '' }, [ingredient(inlineText(line.raw.slice(12)))])
        : null,
    outline: {
      recipe: (block) => [{ type: 'recipe', dish: attribute(block, 'dish') }],
      ingredient: (part) => [{ type: 'ingredient', text: textOf(part) }],
    },
    plain: {
      recipe: (block, each) => [attribute(block, 'dish'), ...children(block).map(each)].join('\n'),
      ingredient: textOf,
    },
  },
  markdown: {
    directives: ['recipe'],
    flatten: {
      recipe: (block, flatten) => [
        node('paragraph', null, inlineText(attribute(block, 'dish'))),
        ...children(block).flatMap(flatten),
      ],
    },
    write: {
      recipe: (block, writing) => [
        containerOf(
          'recipe',
          attributesOf(block, { dish: 'dish' }),
          writing.blocks(children(block)) as Paragraph[],
        ),
      ],
      ingredient: (part, writing) => [paragraphOf(writing.inline(children(part)))],
    },
    read: {
      containerDirective: (directive, reading) => {
        if (directive.name !== 'recipe') return null
        const parts = directive.children.map((child) => ingredient(reading.lines([child])))
        return {
          nodes: [node('recipe', { dish: directiveAttribute(directive, 'dish') }, parts)],
          consumed: 1,
        }
      },
    },
  },
  html: {
    allowed: { div: { className: ['recipe'], dataDish: 'any' }, p: { className: ['ingredient'] } },
    styles: [{ elements: ['.recipe'], css: '.recipe { columns: 2; }\n' }],
    write: {
      recipe: (block, writing) => [
        element(
          'div',
          { className: ['recipe'], dataDish: attribute(block, 'dish') },
          writing.blocks(children(block)),
        ),
      ],
      ingredient: (part, writing) => [
        element('p', { className: ['ingredient'] }, writing.inline(children(part))),
      ],
    },
    read: {
      div: (div, reading) =>
        hasClass(div, 'recipe')
          ? [
              node(
                'recipe',
                { dish: property(div, 'dataDish') },
                div.children.flatMap((child) =>
                  child.type === 'element' ? [ingredient(reading.inline(child.children))] : [],
                ),
              ),
            ]
          : null,
    },
  },
  checks: {
    recipe: (block) =>
      attribute(block, 'dish') === ''
        ? [{ level: 'warn', what: 'Recipe has no dish', at: textOf(block) }]
        : [],
  },
}
