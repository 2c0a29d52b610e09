import { t } from '../../../messages.ts'

/*
 * What site builders run in Markdown, made into Markdown: Jekyll's Liquid and Hugo's shortcodes.
 *
 *     {% highlight ruby %} … {% endhighlight %}            a fence of code
 *     ![Pier]({{ site.baseurl }}/assets/pier.png)          ![Pier](/assets/pier.png)
 *     {{< figure src="pier.png" caption="At dusk" >}}      ![](pier.png "At dusk")
 *     {{< youtube dQw4w9WgXcQ >}}                          https://www.youtube.com/watch?v=dQw4w9WgXcQ
 *
 * Anything else stays as it is written, as code, and is named: its result is known to the site alone.
 */

/** A tag of Liquid or Hugo, or what one puts out. Without its own brackets inside, so that a search takes the text's time alone. */
const TEMPLATE = /\{\{[<%]([^{}]{1,2000})[>%]\}\}|\{%-?([^{}]{1,2000})-?%\}|\{\{-?([^{}]{1,2000})-?\}\}/g

/** Addresses of players by the name of Hugo's shortcode. */
const PLAYERS: Readonly<Record<string, (id: string, second: string) => string>> = {
  youtube: (id) => `https://www.youtube.com/watch?v=${id}`,
  vimeo: (id) => `https://vimeo.com/${id}`,
  instagram: (id) => `https://www.instagram.com/p/${id}/`,
  tweet: (user, id) => `https://x.com/${user}/status/${id}`,
  x: (user, id) => `https://x.com/${user}/status/${id}`,
}

/** Says that a piece of text is as it is. */
const MARKERS = /^(?:raw|endraw)$/

/** A line that begins a piece of code, in Liquid and in Hugo, and one that ends it. */
const CODE_START =
  /^[ \t]*(?:\{%-?[ \t]*highlight[ \t]+([\w+#-]+)[^%{}\n]*%\}|\{\{[<%][ \t]*highlight[ \t]+([\w+#-]+)[^{}\n]*\}\})[ \t]*$/gm
const CODE_END =
  /^[ \t]*(?:\{%-?[ \t]*endhighlight[ \t]*-?%\}|\{\{[<%][ \t]*\/[ \t]*highlight[ \t]*[>%]\}\})[ \t]*$/gm

/** Returns text with fences around the code that templates colour. */
export function withFences(text: string): string {
  const count = (pattern: RegExp): number => [...text.matchAll(pattern)].length
  if (!text.includes('highlight') || count(CODE_START) !== count(CODE_END)) return text
  return text
    .replace(CODE_START, (_, liquid?: string, hugo?: string) => `\`\`\`${liquid ?? hugo ?? ''}`)
    .replace(CODE_END, '```')
}

/** Returns prose without templates, and adds the names of those that stay as code. */
export function withoutTemplates(prose: string, unknown: Set<string>): string {
  if (!prose.includes('{{') && !prose.includes('{%')) return prose
  return prose.replace(TEMPLATE, (all, hugo?: string, tag?: string, output?: string) => {
    const known =
      hugo !== undefined
        ? ofHugo(hugo.trim())
        : tag !== undefined
          ? ofLiquid(tag.trim())
          : ofOutput(output ?? '')
    if (known !== null) return known
    unknown.add(/[\w./-]+/.exec(hugo ?? tag ?? output ?? '')?.[0] ?? all)
    return all.includes('`') ? all : `\`${all.replace(/\s+/g, ' ')}\``
  })
}

function ofLiquid(tag: string): string | null {
  const [name = '', argument = ''] = tag.split(/\s+/)
  if (MARKERS.test(name)) return ''
  return name === 'post_url' || name === 'link' ? argument : null
}

/** Returns an address that Liquid makes: the site's own is ''. */
function ofOutput(output: string): string | null {
  if (/^\s*site\.(?:base)?url\s*$/.test(output)) return ''
  return /^\s*["']([^"']*)["']\s*\|\s*(?:relative|absolute)_url\s*$/.exec(output)?.[1] ?? null
}

function ofHugo(shortcode: string): string | null {
  const [name = ''] = shortcode.split(/\s/, 1)
  const { named, values } = parametersOf(shortcode.slice(name.length))
  if (name === 'ref' || name === 'relref') return values[0] ?? null
  if (name === 'figure') return figureOf(named)
  const player = PLAYERS[name]
  if (player === undefined) return null
  const given = [named.get('user'), named.get('id')].filter((value) => value !== undefined)
  const [first = '', second = ''] = given.length > 0 ? given : values
  return player(first, second)
}

function figureOf(named: ReadonlyMap<string, string>): string | null {
  const src = named.get('src')
  if (src === undefined) return null
  const words = [named.get('title'), named.get('caption')].filter((text) => text !== undefined).join(' ')
  const caption = words === '' ? '' : ` "${words.replaceAll('"', '\\"')}"`
  return `![${(named.get('alt') ?? '').replace(/[[\]]/g, '\\$&')}](<${src}>${caption})`
}

/** Returns the parameters of a shortcode: `src="pier.png" wide` has one with a name and one without. */
function parametersOf(text: string): { named: Map<string, string>; values: string[] } {
  const named = new Map<string, string>()
  const values: string[] = []
  for (const [, name, quoted, ticked, bare] of text.matchAll(
    /(?:([\w-]{1,40})=)?(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|([^\s"`=/]+))/g,
  )) {
    const value = quoted?.replaceAll('\\"', '"') ?? ticked ?? bare ?? ''
    if (name === undefined) values.push(value)
    else named.set(name, value)
  }
  return { named, values }
}

/** Returns a clause about the templates that stay. */
export function templatesLeftOut(unknown: ReadonlySet<string>): string[] {
  return unknown.size === 0
    ? []
    : [t('transfer.markdown.templates', { names: [...unknown].slice(0, 10).join(', ') })]
}
