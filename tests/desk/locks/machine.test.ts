import { copyFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MACHINE_FILE, machineFolder, machineId } from '../../../src/desk/locks/machine.ts'
import { tempFolder } from '../library.ts'

describe('the machine’s id', () => {
  it('is created once, by the first of several processes, and leaves no temp file', async () => {
    const folder = join(await tempFolder(), 'state')
    const ids = await Promise.all(Array.from({ length: 8 }, () => machineId(folder)))
    expect(new Set(ids).size).toBe(1)
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(await machineId(folder)).toBe(ids[0])
    expect(await readdir(folder)).toEqual([MACHINE_FILE])
  })

  it('differs on another machine, even if the files of this one were copied there', async () => {
    const [here, there] = [await tempFolder(), await tempFolder()]
    const ours = await machineId(here)
    await copyFile(join(here, MACHINE_FILE), join(there, MACHINE_FILE))
    const theirs = await machineId(there)
    expect(theirs).toMatch(/^[0-9a-f]{32}$/)
    expect(theirs).not.toBe(ours)
    expect(await machineId(there)).toBe(theirs)
    expect(await machineId(here)).toBe(ours)
  })

  it.each(['', '{"machine":', 'null', '{"machine":7,"file":0}'])(
    'takes the place of a torn file: %j',
    async (text) => {
      const folder = await tempFolder()
      await writeFile(join(folder, MACHINE_FILE), text)
      const id = await machineId(folder)
      expect(id).toMatch(/^[0-9a-f]{32}$/)
      expect(JSON.parse(await readFile(join(folder, MACHINE_FILE), 'utf8'))).toMatchObject({ machine: id })
    },
  )

  it('is kept when its folder is renamed', async () => {
    const root = await tempFolder()
    await mkdir(join(root, 'one'))
    const id = await machineId(join(root, 'one'))
    await rename(join(root, 'one'), join(root, 'other'))
    expect(await machineId(join(root, 'other'))).toBe(id)
  })

  it('is null when no file can be written', async () => {
    const folder = await tempFolder()
    await writeFile(join(folder, 'file'), '')
    expect(await machineId(join(folder, 'file'))).toBeNull()
  })

  it('lies in a folder that does not roam to other machines', () => {
    const home = '/home/ida'
    expect(machineFolder({ platform: 'linux', home, env: {} })).toBe(join(home, '.local', 'state', 'galley'))
    expect(machineFolder({ platform: 'linux', home, env: { XDG_STATE_HOME: '/state' } })).toBe(
      join('/state', 'galley'),
    )
    expect(machineFolder({ platform: 'darwin', home, env: {} })).toBe(
      join(home, 'Library', 'Application Support', 'Galley'),
    )
    expect(machineFolder({ platform: 'win32', home, env: { LOCALAPPDATA: 'C:\\Local' } })).toBe(
      join('C:\\Local', 'Galley'),
    )
  })
})
