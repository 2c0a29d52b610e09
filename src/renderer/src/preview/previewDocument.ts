import type { Article, Target } from '../../../article/index.ts'
import { isRelativeAddress } from '../../../text/url.ts'
import { t } from '../i18n.ts'
import { type Look, withLook } from './mediaLook.ts'
import { NEUTRAL_STYLE, PAPER_STYLE, STAND_IN_STYLE } from './previewStyle.ts'

/** A page that can be shown in a frame. */
export interface PreviewPage {
  /** The whole document, with a policy of its own. */
  readonly html: string
  /** Nothing is in the article that a reader would see. */
  readonly isEmpty: boolean
}

/** Where the pictures of the previewed draft are. */
export interface DraftPictures {
  /** Returns the address from which the page shows a picture, as `useHost().imageUrl` does; null for none. */
  readonly url: (src: string) => string | null
  /** The only source of pictures that the page may load, as a Content-Security-Policy names it. */
  readonly source: string
}

/** Elements that an exported page has no use for in a preview, or never has: they load, run or lead somewhere. */
const REMOVED = 'script, base, link, object, embed, audio, video, source, form, meta[http-equiv]'

/**
 * Returns an article as a page of a target: what the target's own writer makes, which is what leaves, with the draft's pictures
 * from where the host serves them. So a preview needs no file, no zip and no picture as text.
 *
 * The page is to be shown in a frame without scripts. It loads nothing but the draft's pictures: the policy in its head says
 * so, and players and pictures on the web are replaced with a line of text, because a preview must tell no provider
 * and no server that the article is being written. Links show their address and lead nowhere.
 * @param target one that writes HTML
 */
export function previewPage(
  article: Article,
  target: Target,
  look: Look,
  pictures: DraftPictures,
): PreviewPage {
  const document = new DOMParser().parseFromString(target.write(article), 'text/html')
  takeOffline(document, pictures)
  dress(document, look)
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src ${pictures.source} data:`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const meta = document.createElement('meta')
  meta.setAttribute('http-equiv', 'Content-Security-Policy')
  meta.setAttribute('content', policy)
  document.head.prepend(meta)
  return {
    html: `<!doctype html>\n${document.documentElement.outerHTML}\n`,
    isEmpty: document.body.textContent.trim() === '' && document.body.querySelector('img, hr') === null,
  }
}

/** Removes from a document, in place, all that would load something from elsewhere or lead away. */
function takeOffline(document: Document, pictures: DraftPictures): void {
  for (const element of document.querySelectorAll(REMOVED)) element.remove()
  for (const frame of document.querySelectorAll('iframe')) frame.replaceWith(playerStandIn(frame))
  for (const img of document.querySelectorAll('img')) showPicture(img, pictures)
  for (const link of document.querySelectorAll('a[href]')) {
    link.setAttribute('title', link.getAttribute('href') ?? '')
    link.removeAttribute('href')
  }
}

/** Sets a picture's address to that of the draft's own file, or replaces it with a line of text. */
function showPicture(img: HTMLImageElement, pictures: DraftPictures): void {
  const src = img.getAttribute('src') ?? ''
  const url = pictures.url(src)
  const key = isRelativeAddress(src) ? 'preview.missingPhoto' : 'preview.webPhoto'
  // Candidates of other widths are files of the export, which a preview does not make.
  img.removeAttribute('srcset')
  img.removeAttribute('loading')
  if (url !== null) img.setAttribute('src', url)
  else img.replaceWith(standIn(img.ownerDocument, t(key, { name: img.alt || src })))
}

function standIn(document: Document, text: string): HTMLElement {
  const line = document.createElement('p')
  line.textContent = text
  return line
}

/** A box of the player's shape with its name. */
function playerStandIn(frame: HTMLIFrameElement): HTMLElement {
  const box = standIn(frame.ownerDocument, `▷ ${frame.title}`)
  box.className = `galley-player ${frame.className}`.trim()
  return box
}

/** Adds to a document the styles of a look: its own, or a plain one if it has none. */
function dress(document: Document, look: Look): void {
  if (document.querySelector('style') === null) document.head.append(styleElement(document, NEUTRAL_STYLE))
  document.head.append(styleElement(document, STAND_IN_STYLE))
  for (const style of document.querySelectorAll('style'))
    style.textContent = withLook(style.textContent, look)
  if (look === 'paper') document.head.append(styleElement(document, PAPER_STYLE))
  for (const meta of document.querySelectorAll('meta[name="color-scheme"]')) meta.remove()
}

function styleElement(document: Document, text: string): HTMLStyleElement {
  const style = document.createElement('style')
  style.textContent = text
  return style
}
