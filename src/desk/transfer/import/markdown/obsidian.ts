import { t } from '../../../messages.ts'

/*
 * What Obsidian writes beside Markdown, made into Markdown:
 *
 *     ![[pier.png|At dusk]]      ![At dusk](pier.png)
 *     ![[Notes on trams]]        Notes on trams
 *     [[Trams#Night|the tram]]   the tram
 *     > [!note] Ask Jun          > **Ask Jun**
 *     %% check this %%           nothing
 */

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|hei[cf]|tiff?|bmp|svg)$/i

/** `[[target|text]]` and `![[target|text]]`, but no `[[1]](address)`, which is Markdown. */
const WIKI_LINK = /(?<!\\)(!?)\[\[([^[\]\n|]{1,300})(?:\|([^[\]\n]{0,300}))?\]\](?![([])/g

const CALLOUT = /^((?:[ \t]*>)+[ \t]*)\[!([\w-]{1,40})\][+-]?[ \t]*(.*)$/gm

/** The ids that Obsidian gives to blocks. */
const BLOCK_ID = / \^[0-9a-z]{6}$/gm

/** Counts what of a note is not in its article as it was. */
export interface ObsidianCounts {
  notes: number
  links: number
  comments: number
}

/** Returns prose as Markdown, and counts what it changed. */
export function fromObsidian(prose: string, counts: ObsidianCounts): string {
  return withoutComments(prose, counts)
    .replace(WIKI_LINK, (all, isShown: string, target: string, text?: string) =>
      linkOf({ all, isShown: isShown !== '', target: target.trim(), text: text?.trim() ?? '' }, counts),
    )
    .replace(CALLOUT, (_, quote: string, kind: string, title: string) => {
      const words = title.trim() || kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase()
      return `${quote}**${words}**\n${quote.trimEnd()}`
    })
    .replace(BLOCK_ID, '')
}

function linkOf(
  { all, isShown, target, text }: { all: string; isShown: boolean; target: string; text: string },
  counts: ObsidianCounts,
): string {
  if (isShown && PICTURE.test(target)) {
    const isSize = /^\d+(?:x\d+)?$/.test(text)
    return `![${isSize ? '' : text}](${encodeURI(target).replaceAll('(', '%28').replaceAll(')', '%29')})`
  }
  // A number in brackets is a reference to a source.
  if (!isShown && text === '' && /^\d+$/.test(target)) return all
  if (isShown) counts.notes += 1
  else counts.links += 1
  return text === '' ? target.replace(/^#+/, '').replaceAll('#', ' › ') : text
}

/** Leaves out what stands between two `%%`; an odd one is text. */
function withoutComments(prose: string, counts: ObsidianCounts): string {
  const pieces = prose.split('%%')
  if (pieces.length < 3 || pieces.length % 2 === 0) return prose
  counts.comments += (pieces.length - 1) / 2
  return pieces.filter((_, index) => index % 2 === 0).join('')
}

/** Returns clauses about what of a note is not in its article as it was. */
export function obsidianLeftOut({ notes, links, comments }: ObsidianCounts): string[] {
  return [
    ...(notes === 0 ? [] : [t('transfer.markdown.notes', { count: notes })]),
    ...(links === 0 ? [] : [t('transfer.markdown.links', { count: links })]),
    ...(comments === 0 ? [] : [t('transfer.markdown.comments', { count: comments })]),
  ]
}
