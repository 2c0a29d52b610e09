import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { articleFrom, countNodeWords, stringifyArticle } from '../../../src/article/index.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import { realFiles } from '../../../src/desk/disk/files.ts'
import { History } from '../../../src/desk/history/index.ts'
import { dialogue, h2, p, turn } from '../../build.ts'
import { tempFolder } from '../library.ts'

const MB = 1024 * 1024

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

const SYLLABLES = 'ka ro min ta el sho var ne lu pi dra os hen ti ma ru sel fo gan bi'.split(' ')

/** Invented words by the thousand, short ones often: they deflate about as badly as a language does. */
function vocabulary(): string[] {
  const roll = dice(7)
  return Array.from({ length: 4000 }, (_, index) =>
    Array.from({ length: 1 + (index > 60 ? 1 : 0) + roll(3) }, () => SYLLABLES[roll(20)]).join(''),
  )
}

/** A feature of about that many words: paragraphs, a heading now and then, an interview. */
class Feature {
  readonly #roll = dice(1)
  readonly #words = vocabulary()
  readonly #blocks: { kind: 'p' | 'h2' | 'turn'; words: string[] }[] = []

  constructor(words: number) {
    for (let written = 0; written < words;) {
      const kind = this.#roll(12) === 0 ? 'h2' : this.#roll(4) === 0 ? 'turn' : 'p'
      const length = { h2: 5, turn: 18, p: 60 + this.#roll(80) }[kind]
      this.#blocks.push({ kind, words: Array.from({ length }, () => this.#word()) })
      written += length
    }
  }

  #word(): string {
    return this.#words[Math.floor(this.#roll(4000) ** 2 / 4000)] ?? ''
  }

  /** One edit somewhere: a few words typed, replaced or taken out; now and then a new paragraph. */
  edit(): void {
    if (this.#roll(20) === 0) {
      const words = Array.from({ length: 40 }, () => this.#word())
      this.#blocks.splice(this.#roll(this.#blocks.length), 1, { kind: 'p', words })
      return
    }
    const block = this.#blocks[this.#roll(this.#blocks.length)]
    const typed = Array.from({ length: this.#roll(12) }, () => this.#word())
    block?.words.splice(this.#roll(block.words.length), this.#roll(6), ...typed)
  }

  get text(): string {
    const body: NodeJSON[] = []
    let turns: NodeJSON[] = []
    for (const { kind, words } of this.#blocks) {
      const text = `${words.join(' ')}.`
      if (kind === 'turn') turns.push(turn(['Mina', 'Jun'][turns.length % 2] ?? '', text))
      if (kind !== 'turn' && turns.length > 0) body.push(dialogue(...turns))
      if (kind !== 'turn') turns = []
      if (kind !== 'turn') body.push(kind === 'p' ? p(text) : h2(text))
    }
    return stringifyArticle(articleFrom({ headline: 'The night tram', body }), 0)
  }
}

async function sizeOf(folder: string): Promise<number> {
  const files = await readdir(join(folder, 'history'))
  const facts = await Promise.all(files.map((file) => stat(join(folder, 'history', file))))
  return facts.reduce((sum, { size }) => sum + size, 0)
}

describe('a history of 1,000 revisions of 10,000 words', () => {
  it('takes under 3 MB and gives each back', async () => {
    const folder = await tempFolder()
    const feature = new Feature(10_000)
    const history = new History({ files: realFiles, folder: () => folder })
    expect(countNodeWords((JSON.parse(feature.text) as { doc: NodeJSON }).doc)).toBeGreaterThan(9_900)
    const texts = new Map<number, string>()
    for (let number = 1; number <= 1000; number += 1) {
      feature.edit()
      const { text } = feature
      if (number % 97 === 0 || number === 1000) texts.set(number, text)
      await history.add(text, { reason: 'pause', words: 10_000 })
    }
    const size = await sizeOf(folder)
    expect(size).toBeLessThan(3 * MB)
    const again = new History({ files: realFiles, folder: () => folder })
    expect(await again.list()).toHaveLength(1000)
    for (const [number, text] of texts) expect(await again.read(number)).toBe(text)
  }, 60_000)

  it('takes no more where it is one single paragraph', async () => {
    const folder = await tempFolder()
    const words = vocabulary().concat(vocabulary(), vocabulary()).slice(0, 10_000)
    const roll = dice(3)
    const history = new History({ files: realFiles, folder: () => folder })
    for (let number = 1; number <= 100; number += 1) {
      words.splice(roll(words.length), roll(4), ...words.slice(0, roll(6)))
      const text = stringifyArticle(articleFrom({ headline: 'One breath', body: [p(words.join(' '))] }), 0)
      await history.add(text, { reason: 'pause', words: words.length })
      if (number === 100) expect(await history.read(100)).toBe(text)
    }
    expect(await sizeOf(folder)).toBeLessThan(0.3 * MB)
  })
})
