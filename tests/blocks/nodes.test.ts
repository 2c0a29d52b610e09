import { expect, test } from 'vitest'
import { blocks } from '../../src/blocks/index.ts'
import { blockNodes } from '../../src/blocks/nodes.ts'

test('the list of nodes has those of every block, in the order of the blocks', () => {
  expect(blockNodes.map((nodes) => Object.keys(nodes))).toEqual(blocks.map(({ nodes }) => Object.keys(nodes)))
  for (const [index, { name, nodes }] of blocks.entries()) expect(blockNodes[index], name).toBe(nodes)
})
