import type { ElementContent, RootContent } from 'hast'
import json from 'highlight.js/lib/languages/json'
import markdown from 'highlight.js/lib/languages/markdown'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import { createLowlight } from 'lowlight'
import { computed, defineComponent, h, type VNode } from 'vue'
import '../styles/code.css'

/** Longer texts, in characters, are shown without colours: highlighting them would block the page. */
const MAX_COLOURED_LENGTH = 150_000

/** The grammar of each export format. */
const GRAMMARS = { html: 'xml', md: 'markdown', json: 'json' } as const

/** The highlighter, with no other grammars than the export needs. */
const lowlight = createLowlight({ json, markdown, xml, yaml })

/** The metadata before a Markdown text. To Markdown's grammar its last line would underline a heading. */
const FRONT_MATTER = /^---\n[\s\S]*?\n---\n/

/** Turns lowlight's tree into Vue elements. Comments and instructions of the tree are dropped. */
function rendered(node: ElementContent | RootContent): VNode | string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element') return ''
  return h('span', { class: node.properties.className }, node.children.map(rendered))
}

/** Returns a text as elements with its markup coloured. */
export function colouredCode(text: string, format: keyof typeof GRAMMARS): (VNode | string)[] {
  if (text.length > MAX_COLOURED_LENGTH) return [text]
  const coloured = (grammar: string, part: string): (VNode | string)[] =>
    lowlight.highlight(grammar, part).children.map(rendered)
  const [head = ''] = (format === 'md' ? FRONT_MATTER.exec(text) : null) ?? []
  return [...coloured('yaml', head), ...coloured(GRAMMARS[format], text.slice(head.length))]
}

/**
 * A component that shows exported text with its markup coloured. It is built of elements, never of HTML: the text may hold
 * markup of the writer's.
 */
export const CodeView = defineComponent({
  name: 'CodeView',
  props: {
    /** The exported text, of any length. */
    text: { type: String, required: true },
    /** The format, by which the grammar is chosen. */
    format: { type: String as () => keyof typeof GRAMMARS, required: true },
  },
  setup(props) {
    const children = computed(() => colouredCode(props.text, props.format))
    return () => h('code', children.value)
  },
})
