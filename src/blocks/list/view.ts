import type { BlockView } from '../_view/view.ts'
import { shallowLists } from './commands.ts'

export const view: BlockView = { block: 'list', plugins: () => [shallowLists()] }

export { indentItem } from './commands.ts'
