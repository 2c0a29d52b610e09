import { realpath as walkCallback, realpathSync } from 'node:fs'
import { mkdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { writeAtomically } from '../../../src/desk/disk/atomicWrite.ts'
import { copyAtomically } from '../../../src/desk/disk/copyAtomically.ts'
import { codeOf, type Files, realFiles } from '../../../src/desk/disk/files.ts'
import { resolveLinks, resolveLinksSync } from '../../../src/desk/disk/realPath.ts'
import { readInside } from '../../../src/desk/disk/readInside.ts'
import { article, deskOver, tempFolder, value } from '../library.ts'
import { fault } from './faultyFiles.ts'
import { png } from '../pictures.ts'

const walk = promisify(walkCallback)

/** The resolvers of a drive that Windows has no name for: the system's call fails with `code`. */
function unnamedDrive(code = 'EISDIR', platform: NodeJS.Platform = 'win32') {
  return { platform, native: () => Promise.reject(fault(code)), walk }
}

/** The real file system on such a drive. */
const files: Files = { ...realFiles, realpath: (path) => resolveLinks(path, unnamedDrive()) }

describe('on a Windows drive whose real paths the system cannot tell', () => {
  it.each(['EISDIR', 'UNKNOWN', 'EINVAL', ''])('links are resolved after %s', async (code) => {
    const root = await realpath(await tempFolder())
    await mkdir(join(root, 'a'))
    await symlink('a', join(root, 'link'), 'junction')
    expect(await resolveLinks(join(root, 'link'), unnamedDrive(code))).toBe(join(root, 'a'))
    const sync = {
      platform: 'win32' as const,
      native: () => {
        throw fault(code)
      },
      walk: realpathSync,
    }
    expect(resolveLinksSync(join(root, 'link'), sync)).toBe(join(root, 'a'))
  })

  it('a library opens, saves and keeps pictures', async () => {
    const library = join(await tempFolder(), 'Galley')
    const desk = await deskOver(library, { files })
    const { summary } = value(await desk.createDraft(article('Tram 9')))
    const { src } = value(await desk.addImage(summary.id, 'tram.png', png(3, 2)))
    expect(value(await desk.library()).drafts.map((draft) => draft.title)).toEqual(['Tram 9'])
    expect(value(await desk.readImage(summary.id, basename(src))).mime).toBe('image/png')
  })

  it('an export is written', async () => {
    const folder = await tempFolder()
    await writeAtomically(files, join(folder, 'new.md'), Buffer.from('new'))
    await writeAtomically(files, join(folder, 'new.md'), Buffer.from('newer'))
    await copyAtomically(files, join(folder, 'new.md'), join(folder, 'copy.md'))
    expect(await readFile(join(folder, 'copy.md'), 'utf8')).toBe('newer')
  })

  it('a link that leads out of the library is still refused', async () => {
    const folder = await realpath(await tempFolder())
    for (const name of ['library', 'outside']) await mkdir(join(folder, name))
    await writeFile(join(folder, 'outside', 'secret'), '')
    await symlink(join(folder, 'outside'), join(folder, 'library', 'link'), 'junction')
    const read = readInside(files, join(folder, 'library'), join(folder, 'library', 'link', 'secret'))
    expect(await read.then(() => '', codeOf)).toBe('EOUTSIDE')
  })

  it('a missing file and a circle of links are still told', async () => {
    for (const code of ['ENOENT', 'ENOTDIR', 'ELOOP'])
      expect(await resolveLinks('/x', unnamedDrive(code)).then(() => '', codeOf)).toBe(code)
  })
})

it('other systems’ failures to resolve a path are reported', async () => {
  const folder = await tempFolder()
  expect(await resolveLinks(folder, unnamedDrive('EIO', 'linux')).then(() => '', codeOf)).toBe('EIO')
})
