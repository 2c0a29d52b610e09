import type { ElementContent, RootContent } from 'hast'
import json from 'highlight.js/lib/languages/json'
import markdown from 'highlight.js/lib/languages/markdown'
import xml from 'highlight.js/lib/languages/xml'
import { createLowlight } from 'lowlight'
import { computed, defineComponent, h, type VNode } from 'vue'

/** Longer texts are shown plain: colouring one would hold the page up. */
const MAX_COLOURED_LENGTH = 150_000

const GRAMMARS = { html: 'xml', md: 'markdown', json: 'json' } as const

const lowlight = createLowlight({ json, markdown, xml })

function rendered(node: ElementContent | RootContent): VNode | string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element') return ''
  return h('span', { class: node.properties.className }, node.children.map(rendered))
}

/** A text to be exported, with its markup in blue pencil. Built as elements, never as HTML. */
export const CodeView = defineComponent({
  name: 'CodeView',
  props: {
    text: { type: String, required: true },
    format: { type: String as () => keyof typeof GRAMMARS, required: true },
  },
  setup(props) {
    const children = computed(() =>
      props.text.length > MAX_COLOURED_LENGTH
        ? [props.text]
        : lowlight.highlight(GRAMMARS[props.format], props.text).children.map(rendered),
    )
    return () => h('code', children.value)
  },
})
