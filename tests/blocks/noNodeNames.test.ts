import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { blocks } from '../../src/blocks/index.ts'

/**
 * Every node of a block but the paragraph. The paragraph is the text that ProseMirror fills a body with, and a word of
 * Markdown's own; the rest of the code may know it.
 */
const NODE_NAMES = new Set(
  blocks.flatMap(({ nodes }) => Object.keys(nodes)).filter((name) => name !== 'paragraph'),
)

/** The places outside the blocks that may name a node, and why what they do is not the contract's. */
const ALLOWED: Readonly<Record<string, { readonly names: readonly string[]; readonly because: string }>> = {
  'article/diff/index.ts': {
    names: ['dialogue', 'turn'],
    because: 'versions are compared turn by turn: a feature of dialogue, part of the format of a DiffEntry',
  },
  'article/diff/restore.ts': { names: ['dialogue', 'turn'], because: 'as above' },
  'article/html/elements.ts': {
    names: ['source'],
    because: 'the HTML element',
  },
  'article/html/frame.ts': { names: ['figure'], because: 'the HTML element' },
  'article/html/page.ts': { names: ['figure'], because: 'the cover of a shared link is the first photo' },
  'article/markdown/emphasis.ts': {
    names: ['heading'],
    because: "Markdown's own node, which holds phrasing",
  },
  'article/markdown/parser/nodes.ts': {
    names: ['heading', 'listItem', 'table', 'tableCell', 'tableRow'],
    because: "Markdown's own nodes, which the parser makes",
  },
  'article/markdown/parser/parser.ts': { names: ['table'], because: "markdown-it's rule of that name" },
  'article/markdown/parser/tree.ts': { names: ['table'], because: "Markdown's own node" },
  'article/markdown/read.ts': {
    names: ['codeBlock', 'heading'],
    because: "Markdown's own headings, and code as the form in which foreign HTML is kept",
  },
  'blocks/block.ts': {
    names: ['listItem', 'quote'],
    because: 'the two containers of HTML that hold other blocks in a simpler form',
  },
  'blocks/node.ts': {
    names: ['footnote'],
    because: 'the one node within text that is neither text nor a line break',
  },
  'desk/pictures/inline.ts': { names: ['figure'], because: 'a picture without a name is told by its number' },
  'desk/transfer/import/docx/readDocx.ts': {
    names: ['caption'],
    because: "Word's style of that name",
  },
  'desk/transfer/import/docx/tidyHtml.ts': {
    names: ['caption', 'figure'],
    because: "the class of Word's style, and the HTML element",
  },
  'desk/transfer/import/markdown/templates.ts': {
    names: ['caption', 'figure'],
    because: "Hugo's shortcode and its argument",
  },
  'desk/transfer/import/sites/wordpress/shortcodes.ts': {
    names: ['caption', 'gallery'],
    because: "WordPress' shortcodes",
  },
  'renderer/src/commands/command.ts': {
    names: ['dialogue'],
    because: 'the group of the commands about dialogue',
  },
  'renderer/src/commands/menuTable.ts': { names: ['dialogue'], because: 'as above' },
  'renderer/src/editor/commands/editCommands.ts': { names: ['dialogue'], because: 'as above' },
  'renderer/src/editor/menus/footnotes/footnotes.ts': {
    names: ['footnote'],
    because: 'the popover that a footnote is written in',
  },
  'renderer/src/editor/menus/slashItems.ts': {
    names: ['embed', 'footnote'],
    because: "the providers' rows and the address typed after them; the words of the footnote's command",
  },
  'renderer/src/editor/tools/paletteCommands.ts': {
    names: ['embed', 'footnote'],
    because: 'the commands that ask for an address and for the words of a footnote',
  },
  'desk/embeds/details.ts': { names: ['embed'], because: 'finds a post in a provider’s markup' },
  'renderer/src/editor/paste/readHtml.ts': { names: ['figure'], because: 'pasted HTML that is photos alone' },
  'renderer/src/editor/paste/readSlice.ts': {
    names: ['heading'],
    because: 'a headline pasted into a body becomes a heading',
  },
  'renderer/src/editor/paste/readText.ts': {
    names: ['embed'],
    because: "a provider's embed code in plain text",
  },
  'renderer/src/stores/rows/templates/stock.ts': {
    names: ['caption', 'dialogue', 'figure', 'source', 'turn'],
    because: "the templates' own articles, built from their words",
  },
}

const SOURCE = join(import.meta.dirname, '../../src')

/** Returns the node names that a file has as string literals outside comments. */
function namesIn(file: string): string[] {
  const code = readFileSync(join(SOURCE, file), 'utf8')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\/\/.*/g, '')
  const literals = [...code.matchAll(/(['"`])(\w+)\1/g)].map(([, , literal = '']) => literal)
  return [...new Set(literals)].filter((literal) => NODE_NAMES.has(literal)).sort()
}

/** Every source file but those in a block's own folder. */
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(?:ts|vue)$/.test(file) && !/^blocks\/[^/_]+\//.test(file))

describe('the code outside the blocks', () => {
  it('has no table that names the node of a block', () => {
    const found = files.flatMap((file) => {
      const names = namesIn(file)
      return names.length === 0 ? [] : [[file, names] as const]
    })
    const allowed = Object.entries(ALLOWED).map(([file, { names }]) => [file, names] as const)
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(allowed))
  })
})
