import type { Block } from '../block.ts'
import { checks } from './checks.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './nodes.ts'
import { text } from './text.ts'

export { nodes }

/**
 * A photo, or the place of one that is still to come, with its caption, credit and alt text. The credit never mixes with the
 * caption: a bar separates the two in text. Picture files belong to the draft; a figure only holds their address.
 *
 *     Gulls over the pier | KBC                            plain text, read as a figure without a picture
 *     ![Gulls](images/a.jpg)\                              portable Markdown
 *     *Gulls over the pier | KBC*
 *     :::figure{src="images/a.jpg" alt="Gulls" credit="KBC"}   structured Markdown
 *     Gulls over the pier
 *     :::
 *     <figure><img src="images/a.jpg" alt="Gulls">         HTML
 *       <figcaption>Gulls over the pier <span class="credit">KBC</span></figcaption></figure>
 *
 * Two to nine photos side by side are a gallery, with a caption of its own below: see `gallery/`.
 */
export const figure: Block = {
  name: 'figure',
  nodes,
  attributes: { figure: { translatable: ['alt', 'credit'], searchable: ['credit', 'alt'] } },
  text,
  markdown,
  html,
  checks,
}
