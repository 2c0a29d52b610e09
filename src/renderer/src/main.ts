/**
 * The page's entry: styles, and the empty frame of the window. The page itself is a chunk of its own, which the build names in
 * index.html beside the editor's, so that both are fetched at once and run after the frame has been painted.
 */
import '@fontsource-variable/inter/opsz.css'
import '@fontsource-variable/newsreader/opsz.css'
import '@fontsource-variable/newsreader/opsz-italic.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/panels.css'
import './styles/notices.css'
import './styles/library.css'
import './styles/dialog.css'
import './styles/settings.css'
import './styles/about.css'
import './styles/history.css'
import './styles/article/article.css'
import './styles/article/blocks.css'
import './styles/article/dialogue.css'
import './styles/cast.css'
import './styles/menus.css'
import './styles/find.css'
import './styles/outline.css'
import './styles/forced.css'
import './styles/print.css'
import { afterNextPaint } from './dom/afterPaint.ts'
import { showFrame } from './shell/frame.ts'

showFrame()
afterNextPaint(() => void import('./page.ts'))
