import { mkdir, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { realFiles } from '../../../src/desk/disk/files.ts'
import { HistoryFolder } from '../../../src/desk/history/folder.ts'
import { tempFolder } from '../library.ts'

describe('a history folder', () => {
  it('that is a link is refused, so that nothing is written behind it', async () => {
    const draft = await tempFolder()
    const elsewhere = await tempFolder()
    await symlink(elsewhere, join(draft, 'history'))
    const history = new HistoryFolder(realFiles, () => join(draft, 'history'))
    await expect(history.read()).rejects.toMatchObject({ code: 'ELOOP' })
    expect(await readdir(elsewhere)).toEqual([])
  })

  it('does not follow a segment that is a link, and loses a segment too large to be read alone', async () => {
    const draft = await tempFolder()
    const path = join(draft, 'history')
    await mkdir(path)
    await symlink('/dev/zero', join(path, '000001.jsonl'))
    const large = await realFiles.open(join(path, '000051.jsonl'), 'a')
    await large.truncate(1024 ** 3)
    await large.close()
    const held = await new HistoryFolder(realFiles, () => path).read()
    expect(held).toMatchObject({ entries: [], lost: 1, next: 101 })
  })
})
