import { describe, expect, it } from 'vitest'
import { realFiles } from '../../../src/desk/files.ts'
import { History } from '../../../src/desk/history/index.ts'
import { article, tempFolder } from '../library.ts'

describe('a history', () => {
  it('gives back what it was given, newest first', async () => {
    const folder = await tempFolder()
    const history = new History({ files: realFiles, folder: () => folder, now: () => 5 })
    await history.add(article('One', 'a', 'b'), { reason: 'pause', words: 3 })
    await history.add(article('One', 'a', 'c'), { reason: 'export', words: 3, name: 'x' })
    expect(await history.list()).toEqual([
      { number: 2, at: 5, reason: 'export', name: 'x', words: 3 },
      { number: 1, at: 5, reason: 'pause', name: '', words: 3 },
    ])
    expect(JSON.parse(await history.read(1))).toEqual(JSON.parse(article('One', 'a', 'b')))
    expect(JSON.parse(await history.read(2))).toEqual(JSON.parse(article('One', 'a', 'c')))
  })
})
