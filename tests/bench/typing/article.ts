import { articleFrom, emptyMetadata, person, stringifyArticle } from '../../../src/article/index.ts'
import { node, textNode, type NodeJSON } from '../../../src/blocks/node.ts'
import type { Block } from './blocks.ts'

/** The file of an article that holds these blocks; turns that follow each other are one dialogue. */
export function articleOf(title: string, blocks: readonly Block[]): string {
  const body: NodeJSON[] = []
  let turns: NodeJSON[] = []
  const close = (): void => {
    if (turns.length > 0) body.push(node('dialogue', null, turns))
    turns = []
  }
  for (const block of blocks) {
    const content = [textNode(block.text)]
    if (block.kind === 'turn')
      turns.push(node('turn', { speaker: block.speaker, addressee: null, parenthetical: null }, content))
    else {
      close()
      body.push(
        block.kind === 'heading' ? node('heading', { level: 2 }, content) : node('paragraph', null, content),
      )
    }
  }
  close()
  const cast = [...new Set(blocks.map(({ speaker }) => speaker))].filter((name) => name !== '').map(person)
  return stringifyArticle(articleFrom({ headline: title, body, metadata: { ...emptyMetadata(), cast } }))
}
