import type { Load } from './contender.ts'

/** Galley's readers, by the name in the table. */
export const OURS: Readonly<Record<string, Load>> = {
  'Galley, Markdown': async () => {
    const { readMarkdown } = await import('../../../src/article/index.ts')
    return (text) => readMarkdown(text)
  },
  'Galley, HTML': async () => {
    const { parseHtml, readHtml } = await import('../../../src/article/index.ts')
    return (text) => readHtml(text, parseHtml(text))
  },
  'Galley, text': async () => {
    const { readText } = await import('../../../src/article/index.ts')
    return (text) => readText(text)
  },
  'Galley, DOCX': async () => {
    const { readDocx } = await import('../../../src/desk/transfer/import/docx/readDocx.ts')
    return (_text, bytes) => readDocx(bytes)
  },
}
