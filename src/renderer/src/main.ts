/**
 * The page's entry: styles, and the empty frame of the window. The page itself is a chunk of its own. The build names it and the
 * editor's in a template of index.html, so that both are fetched at once when the frame has been painted, and not beside it.
 */
import '@fontsource-variable/inter/opsz.css'
import '@fontsource-variable/newsreader/opsz.css'
import '@fontsource-variable/newsreader/opsz-italic.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/bar.css'
import './styles/notices.css'
import './styles/library/library.css'
import './styles/library/filters.css'
import './styles/dialogs/dialog.css'
import './styles/menus.css'
import { afterFirstPaint } from './dom/afterPaint.ts'
import { showFrame } from './shell/frame.ts'

showFrame()
afterFirstPaint(() => {
  const preloads = document.querySelector<HTMLTemplateElement>('template#after-paint')
  if (preloads !== null) document.head.append(preloads.content)
  void import('./page.ts')
})
