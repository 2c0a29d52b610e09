import type { Load } from '../../convert/contender.ts'

/** Other converters, by the name in the table. Each does what it does for whoever calls it without options. */
export const PEERS: Readonly<Record<string, Load>> = {
  'markdown-it, to HTML': async () => {
    const { default: MarkdownIt } = await import('markdown-it')
    const parser = new MarkdownIt()
    return (text) => parser.render(text)
  },
  'commonmark.js, to HTML': async () => {
    const { HtmlRenderer, Parser } = await import('commonmark')
    const [parser, renderer] = [new Parser(), new HtmlRenderer()]
    return (text) => renderer.render(parser.parse(text))
  },
  'prosemirror-markdown': async () => {
    const { defaultMarkdownParser } = await import('prosemirror-markdown')
    return (text) => defaultMarkdownParser.parse(text)
  },
  '@tiptap/markdown': async () => {
    const { MarkdownManager } = await import('@tiptap/markdown')
    const { default: StarterKit } = await import('@tiptap/starter-kit')
    const manager = new MarkdownManager({ extensions: [StarterKit] })
    return (text) => manager.parse(text)
  },
  'turndown, to Markdown': async () => {
    const { default: TurndownService } = await import('turndown')
    const service = new TurndownService()
    return (text) => service.turndown(text)
  },
  'rehype-remark, to Markdown': async () => {
    const [{ unified }, { default: parse }, { default: toRemark }, { default: gfm }, { default: stringify }] =
      await Promise.all([
        import('unified'),
        import('rehype-parse'),
        import('rehype-remark'),
        import('remark-gfm'),
        import('remark-stringify'),
      ])
    const processor = unified().use(parse).use(toRemark).use(gfm).use(stringify)
    return (text) => String(processor.processSync(text))
  },
}
