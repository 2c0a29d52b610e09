import { CookingPot } from '@lucide/vue'
import type { BlockView } from '../../../../src/blocks/_view/view.ts'
import { attribute, children } from '../../../../src/blocks/node.ts'

export const view: BlockView = {
  block: 'recipe',
  kinds: [
    {
      id: 'recipe',
      label: () => 'Recipe',
      keywords: () => 'cook dish',
      section: 'Editorial',
      icon: CookingPot,
      type: 'recipe',
      turns: true,
      typed: { text: '%%', pattern: /^%%\s$/ },
    },
  ],
  nodes: {
    recipe: {
      label: () => 'Recipe',
      exactLabel: (block) => `Recipe for ${attribute(block, 'dish')}`,
      outline: {
        icon: CookingPot,
        row: (block) => ({
          level: 0,
          label: attribute(block, 'dish'),
          detail: String(children(block).length),
        }),
      },
    },
    ingredient: { label: () => 'Ingredient', placeholder: () => 'How much of what' },
  },
}
