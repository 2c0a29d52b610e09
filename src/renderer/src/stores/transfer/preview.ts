/**
 * A page as its writer previews it: as its readers see it, but that nothing is fetched from the web. To look at an
 * article tells no provider and no other server that it is being written.
 * @param page the exported document; nothing of it runs or loads while it is changed
 */
export function offlinePreview(page: string): string {
  const document = new DOMParser().parseFromString(page, 'text/html')
  for (const frame of document.querySelectorAll('iframe'))
    frame.replaceWith(placeholder(document, `▷ ${frame.title}`))
  for (const img of document.querySelectorAll('img'))
    if (/^\s*https?:/i.test(img.getAttribute('src') ?? ''))
      img.replaceWith(placeholder(document, `A photo on the web: ${img.alt || img.src}`))
  return `<!doctype html>\n${document.documentElement.outerHTML}\n`
}

function placeholder(document: Document, what: string): HTMLElement {
  const line = document.createElement('p')
  line.textContent = what
  return line
}
