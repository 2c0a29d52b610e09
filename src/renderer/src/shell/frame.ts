/**
 * The frame of the window while the page's scripts are loaded: the column of the library with the app's name, and the paper.
 * It has the page's own classes, so that nothing moves when the page takes its place. The settings are not read yet, so the theme
 * is the machine's.
 */
export function showFrame(): void {
  const isDark = window.matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
  const frame = element('div', 'shell no-inspector')
  // On a narrow window the library is a closed drawer.
  if (!window.matchMedia('(max-width: 1099px)').matches) {
    const mark = element('div', 'mark')
    const space = element('span', 'btn frame-space')
    space.textContent = '\u00a0'
    mark.append(document.title, space)
    const library = element('div', 'side library')
    library.append(mark)
    frame.append(library)
  }
  frame.append(element('div', 'desk-page'))
  document.getElementById('app')?.replaceChildren(frame)
}

function element(name: 'div' | 'span', className: string): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  return made
}
