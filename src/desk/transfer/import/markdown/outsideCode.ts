/** A fence of code: three or more backticks or tildes. */
const FENCE = /^ {0,3}(`{3,}|~{3,})/

/**
 * Returns a Markdown text with its prose changed; fenced code and code spans stay as they are. Takes the time of the text's
 * length, as long as `change` does.
 * @param change gets whole paragraphs between code
 */
export function outsideCode(text: string, change: (prose: string) => string): string {
  const out: string[] = []
  let prose: string[] = []
  let fence = ''
  const flush = (): void => {
    if (prose.length > 0) out.push(outsideSpans(prose.join('\n'), change))
    prose = []
  }
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[1] ?? ''
    if (fence !== '') {
      out.push(line)
      if (mark.startsWith(fence) && line.trim() === mark) fence = ''
    } else if (mark !== '') {
      flush()
      out.push(line)
      fence = mark
    } else prose.push(line)
  }
  flush()
  return out.join('\n')
}

/** Code spans end at as many backticks as they begin with (CommonMark 6.1), and never go over a blank line. */
function outsideSpans(text: string, change: (prose: string) => string): string {
  if (!text.includes('`')) return change(text)
  return text
    .split(/(\n[ \t]*\n)/)
    .map((paragraph) => outsideSpansOf(paragraph, change))
    .join('')
}

function outsideSpansOf(paragraph: string, change: (prose: string) => string): string {
  const runs = [...paragraph.matchAll(/`+/g)]
  const next = new Map<number, number>()
  const ends = runs.map(() => -1)
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const length = runs[index]?.[0].length ?? 0
    ends[index] = next.get(length) ?? -1
    next.set(length, index)
  }
  let out = ''
  let at = 0
  for (let index = 0; index < runs.length; index += 1) {
    const end = runs[ends[index] ?? -1]
    const start = runs[index]
    if (end === undefined || start === undefined) continue
    const to = end.index + end[0].length
    out += change(paragraph.slice(at, start.index)) + paragraph.slice(start.index, to)
    at = to
    index = ends[index] ?? index
  }
  return out + change(paragraph.slice(at))
}
