import { chmod, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  ShortWrite,
  sweepTemps,
  UnconfirmedWrite,
  writeAtomically,
} from '../../../src/desk/disk/atomicWrite.ts'
import { realFiles } from '../../../src/desk/disk/files.ts'
import { faultyFiles } from './faultyFiles.ts'
import { tempFolder, tempsIn } from '../library.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('an atomic write', () => {
  it('syncs and measures the new file before the rename, and syncs the folder after it', async () => {
    const path = join(await tempFolder(), 'a.json')
    const disk = faultyFiles()
    await writeAtomically(disk.files, path, bytes('new'))
    const order = ['open new', 'write new', 'sync new', 'measure new', 'close new', 'rename']
    expect(disk.calls.slice(disk.calls.indexOf('open new'))).toEqual([
      ...order,
      'open folder',
      'sync folder',
      'close folder',
    ])
    expect(await readFile(path, 'utf8')).toBe('new')
  })

  it('continues after short writes until every byte is written', async () => {
    const path = join(await tempFolder(), 'a.json')
    const disk = faultyFiles()
    disk.plan((call) => (call === 'write new' ? 'short' : null))
    await writeAtomically(disk.files, path, bytes('a long enough text'))
    expect(await readFile(path, 'utf8')).toBe('a long enough text')
    expect(disk.calls.filter((call) => call === 'write new').length).toBeGreaterThan(3)
  })

  it('throws when a disk accepts bytes and keeps fewer', async () => {
    const folder = await tempFolder()
    const path = join(folder, 'a.json')
    await writeFile(path, 'old')
    const lying = {
      ...realFiles,
      open: async (...args: Parameters<typeof realFiles.open>) => {
        const file = await realFiles.open(...args)
        return {
          ...file,
          write: async (given: Uint8Array) => {
            await file.write(given.subarray(0, 2))
            return { bytesWritten: given.length }
          },
        }
      },
    }
    await expect(writeAtomically(lying, path, bytes('new words'))).rejects.toThrow(ShortWrite)
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await tempsIn(folder)).toEqual([])
  })

  it('throws when a disk accepts no more bytes', async () => {
    const folder = await tempFolder()
    const full = {
      ...realFiles,
      open: async (...args: Parameters<typeof realFiles.open>) => ({
        ...(await realFiles.open(...args)),
        write: () => Promise.resolve({ bytesWritten: 0 }),
      }),
    }
    await expect(writeAtomically(full, join(folder, 'a'), bytes('x'))).rejects.toThrow('took 0 of 1 bytes')
  })

  it('writes through a symbolic link, which stays a link', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, 'elsewhere'))
    await writeFile(join(folder, 'elsewhere', 'real.json'), 'old')
    await symlink(join('elsewhere', 'real.json'), join(folder, 'a.json'))
    await writeAtomically(realFiles, join(folder, 'a.json'), bytes('new'))
    expect(await readlink(join(folder, 'a.json'))).toBe(join('elsewhere', 'real.json'))
    expect(await readFile(join(folder, 'elsewhere', 'real.json'), 'utf8')).toBe('new')
  })

  it('keeps the file’s permissions', async () => {
    const path = join(await tempFolder(), 'a.json')
    await writeFile(path, 'old')
    await chmod(path, 0o600)
    await writeAtomically(realFiles, path, bytes('new'))
    // Windows knows only whether a file may be written.
    expect((await stat(path)).mode & 0o200).toBe(0o200)
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('retries a refused rename, and throws when it stays refused', async () => {
    const folder = await tempFolder()
    const path = join(folder, 'a.json')
    const disk = faultyFiles()
    let refusals = 0
    disk.plan((call) => (call === 'rename' && refusals++ < 3 ? 'EPERM' : null))
    await writeAtomically(disk.files, path, bytes('new'))
    expect(await readFile(path, 'utf8')).toBe('new')

    disk.plan((call) => (call === 'rename' ? 'EPERM' : null))
    await expect(writeAtomically(disk.files, path, bytes('newer'))).rejects.toThrow('EPERM')
    expect(await readFile(path, 'utf8')).toBe('new')
    expect(await tempsIn(folder)).toEqual([])
  })

  it('tolerates a folder that cannot be synced, but not a disk that fails', async () => {
    const path = join(await tempFolder(), 'a.json')
    const disk = faultyFiles()
    disk.plan((call) => (call === 'open folder' ? 'EPERM' : null))
    await writeAtomically(disk.files, path, bytes('new'))
    disk.plan((call) => (call === 'sync folder' ? 'EIO' : null))
    await expect(writeAtomically(disk.files, path, bytes('newer'))).rejects.toThrow(UnconfirmedWrite)
    expect(await readFile(path, 'utf8')).toBe('newer')
  })

  it('runs the last check just before the rename, and keeps the old file if the check throws', async () => {
    const folder = await tempFolder()
    const path = join(folder, 'a.json')
    await writeFile(path, 'old')
    const disk = faultyFiles()
    const beforeRename = (): Promise<void> => {
      expect(disk.calls).toContain('close new')
      expect(disk.calls).not.toContain('rename')
      return Promise.reject(new Error('changed meanwhile'))
    }
    await expect(writeAtomically(disk.files, path, bytes('new'), { beforeRename })).rejects.toThrow(
      'meanwhile',
    )
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await tempsIn(folder)).toEqual([])
  })
})

describe('sweeping', () => {
  it('removes temp files of other processes and nothing else', async () => {
    const folder = await tempFolder()
    const names = ['.article.json.00000000-12345678.galley-tmp', 'article.json', 'x.galley-tmp', '.hidden']
    for (const name of names) await writeFile(join(folder, name), 'x')
    expect(await sweepTemps(realFiles, folder)).toBe(1)
    expect((await readdir(folder)).sort()).toEqual(['.hidden', 'article.json', 'x.galley-tmp'])
    expect(await sweepTemps(realFiles, join(folder, 'not there'))).toBe(0)
  })
})
