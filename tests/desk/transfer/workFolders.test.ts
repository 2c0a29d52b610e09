import { mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sweepWorkFolders } from '../../../src/desk/transfer/workFolders.ts'
import { realFiles } from '../../../src/desk/disk/files.ts'
import { article, deskOver, tempFolder, value } from '../library.ts'

const LONG_AGO = new Date(Date.UTC(2020, 0, 1))

/** A folder with what a killed process left, and with folders of somebody else, all of them old. */
async function oldFolders(): Promise<string> {
  const root = await tempFolder()
  for (const name of ['0123456789ab', 'Documents', '0123456789abcdef']) {
    await mkdir(join(root, name))
    await writeFile(join(root, name, 'a'), 'x')
    await utimes(join(root, name), LONG_AGO, LONG_AGO)
  }
  return root
}

describe('what a killed import left', () => {
  it('is removed, and nothing of another name', async () => {
    const root = await oldFolders()
    expect(await sweepWorkFolders(realFiles, root)).toBe(1)
    expect((await readdir(root)).sort()).toEqual(['0123456789abcdef', 'Documents'])
  })

  it('is not looked for behind a link', async () => {
    const home = await oldFolders()
    for (const place of ['.galley', '.galley/incoming']) {
      const library = await tempFolder()
      if (place.includes('/')) await mkdir(join(library, '.galley'))
      const inner = join(home, 'incoming', '0123456789ab')
      await mkdir(inner, { recursive: true })
      await utimes(inner, LONG_AGO, LONG_AGO)
      await symlink(home, join(library, place))
      const desk = await deskOver(library)
      value(await desk.createDraft(article('Kept')))
    }
    expect((await readdir(home)).sort()).toEqual([
      '0123456789ab',
      '0123456789abcdef',
      'Documents',
      'incoming',
    ])
    expect(await readdir(join(home, 'incoming'))).toEqual(['0123456789ab'])
  })
})
