import type { BlockView } from '../_view/view.ts'
import { listDepthPlugin } from './commands.ts'

export const view: BlockView = { block: 'list', plugins: () => [listDepthPlugin()] }

export { indentItem } from './commands.ts'
