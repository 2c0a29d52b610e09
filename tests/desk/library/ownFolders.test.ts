import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderNotices, ownFolder } from '../../../src/desk/library/ownFolders.ts'
import { realFiles } from '../../../src/desk/disk/files.ts'
import { fault } from '../disk/faultyFiles.ts'
import { tempFolder } from '../library.ts'

describe('a folder of Galley’s own', () => {
  it('is found when it is a folder of the library, at any depth', async () => {
    const library = await tempFolder()
    expect(await ownFolder(realFiles, library, '.galley/incoming')).toBeUndefined()
    await mkdir(join(library, '.galley', 'incoming'), { recursive: true })
    expect(await ownFolder(realFiles, library, '.galley/incoming')).toBe(join(library, '.galley', 'incoming'))
    expect(await folderNotices({ files: realFiles, folder: library })).toEqual([])
  })

  it('is refused when it or a folder above it is a link or a file, even a link within the library', async () => {
    const library = await tempFolder()
    await mkdir(join(library, 'real', 'incoming'), { recursive: true })
    await symlink('real', join(library, '.galley'))
    await writeFile(join(library, '.trash'), 'x')
    await expect(ownFolder(realFiles, library, '.galley/incoming')).rejects.toThrow('“.galley”')
    await expect(ownFolder(realFiles, library, '.trash')).rejects.toThrow('“.trash”')
    const notices = await folderNotices({ files: realFiles, folder: library })
    expect(notices).toEqual([expect.stringContaining('.trash'), expect.stringContaining('.galley')])
    expect(notices[0]).toContain('Move it away')
  })

  it('gets a notice when it cannot be read', async () => {
    const library = await tempFolder()
    await mkdir(join(library, '.trash'))
    const files = { ...realFiles, readdir: () => Promise.reject(fault('EACCES')) }
    expect(await folderNotices({ files, folder: library })).toEqual([
      'The trash (.trash) is not used: it cannot be read (EACCES). Drafts are as they were. Give yourself access to the folder.',
    ])
  })
})
