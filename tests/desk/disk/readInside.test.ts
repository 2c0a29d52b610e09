import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readHeadInside, readInside, readInsideSync } from '../../../src/desk/disk/readInside.ts'
import { codeOf, realFiles } from '../../../src/desk/disk/files.ts'
import { tempFolder } from '../library.ts'

/** The text that all three ways of reading return, or the code with which all refuse. */
async function read(root: string, path: string): Promise<string> {
  const sync = (): string => {
    try {
      return Buffer.from(readInsideSync(root, path)).toString()
    } catch (error) {
      return codeOf(error)
    }
  }
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()
  const results = [
    await readInside(realFiles, root, path).then(text, codeOf),
    await readHeadInside(realFiles, root, path, 100).then(text, codeOf),
    sync(),
  ]
  const [first = ''] = results
  expect(results).toEqual([first, first, first])
  return first
}

async function place(): Promise<{ root: string; outside: string }> {
  const folder = await realpath(await tempFolder())
  const [root, outside] = [join(folder, 'library'), join(folder, 'library-2')]
  for (const one of [root, outside]) {
    await mkdir(join(one, 'tram'), { recursive: true })
    await writeFile(join(one, 'tram', 'article.json'), one === root ? 'ours' : 'secret')
  }
  return { root, outside }
}

describe('reading inside a library', () => {
  it('reads files there, also through a link that stays inside', async () => {
    const { root } = await place()
    await symlink('tram', join(root, 'link'))
    await symlink(join(root, 'tram', 'article.json'), join(root, 'file.json'))
    await mkdir(join(root, '..rest'))
    await writeFile(join(root, '..rest', 'a'), 'dots')
    expect(await read(root, join(root, 'tram', 'article.json'))).toBe('ours')
    expect(await read(root, join(root, 'link', 'article.json'))).toBe('ours')
    expect(await read(root, join(root, 'file.json'))).toBe('ours')
    expect(await read(root, join(root, '..rest', 'a'))).toBe('dots')
  })

  it('refuses paths that a link or `..` leads outside, also into a folder whose name begins alike', async () => {
    const { root, outside } = await place()
    await symlink(join(outside, 'tram'), join(root, 'folder'))
    await symlink(join(outside, 'tram', 'article.json'), join(root, 'file.json'))
    await symlink(outside, join(root, 'above'))
    for (const path of ['folder/article.json', 'file.json', 'above/tram/article.json'])
      expect(await read(root, join(root, path)), path).toBe('EOUTSIDE')
    expect(await read(root, join(root, '..', 'library-2', 'tram', 'article.json'))).toBe('EOUTSIDE')
  })

  it('passes on the errors for missing files, circular links and dangling links', async () => {
    const { root } = await place()
    await symlink('loop', join(root, 'loop'))
    await symlink('nowhere', join(root, 'dead'))
    expect(await read(root, join(root, 'none'))).toBe('ENOENT')
    expect(await read(root, join(root, 'dead'))).toBe('ENOENT')
    expect(await read(root, join(root, 'loop'))).toBe('ELOOP')
    expect(await read(root, join(root, 'loop', 'article.json'))).toBe('ELOOP')
    expect(await read(root, join(root, 'tram'))).toBe('EISDIR')
  })
})
