import { t } from '../../i18n.ts'

/**
 * Returns an exported page that loads nothing from the web: frames and web pictures are replaced with a line of text. A
 * preview must tell no provider and no server that the article is being written.
 * @param page the exported document; while it is changed here, nothing of it runs or loads
 */
export function offlinePreview(page: string): string {
  const document = new DOMParser().parseFromString(page, 'text/html')
  for (const frame of document.querySelectorAll('iframe'))
    frame.replaceWith(placeholder(document, `▷ ${frame.title}`))
  for (const img of document.querySelectorAll('img'))
    if (/^\s*https?:/i.test(img.getAttribute('src') ?? ''))
      img.replaceWith(placeholder(document, t('stores.export.webPhoto', { name: img.alt || img.src })))
  return `<!doctype html>\n${document.documentElement.outerHTML}\n`
}

/** A line that stands for what was removed. */
function placeholder(document: Document, text: string): HTMLElement {
  const line = document.createElement('p')
  line.textContent = text
  return line
}
