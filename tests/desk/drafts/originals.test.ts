import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { article, deskOver, refusal, tempFolder, value } from '../library.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

async function draftIn(library: string) {
  const desk = await deskOver(library)
  const { id } = value(await desk.createDraft(article('Tram', 'It leaves.'))).summary
  return { desk, id, folder: join(library, id, 'original') }
}

describe('the file that a draft came from', () => {
  it('is kept beside it under a name of its own, and read again', async () => {
    const { desk, id, folder } = await draftIn(await tempFolder())
    expect(value(await desk.readOriginal(id))).toBeNull()
    value(await desk.keepOriginal(id, 'Straßenbahn: neu.TXT', bytes('Tram')))
    expect(await readdir(folder)).toEqual(['original.txt'])
    expect(value(await desk.readOriginal(id))).toEqual({ name: 'original.txt', bytes: bytes('Tram') })
  })

  it('is never one without an ending, or of a draft that is not there', async () => {
    const { desk, id } = await draftIn(await tempFolder())
    for (const name of ['README', 'a.t/../x', 'a.x'])
      expect(refusal(await desk.keepOriginal(id, name, bytes('a'))).code).toBe('invalid')
    expect(refusal(await desk.keepOriginal('bus-aaaaaa', 'a.txt', bytes('a'))).code).toBe('not-found')
    expect(value(await desk.readOriginal(id))).toBeNull()
  })

  it('is neither written nor read through a link that leads out of the draft', async () => {
    const { desk, id, folder } = await draftIn(await tempFolder())
    const outside = await tempFolder()
    await writeFile(join(outside, 'original.txt'), 'secret')
    await symlink(outside, folder)
    expect((await desk.keepOriginal(id, 'a.txt', bytes('a'))).ok).toBe(false)
    expect((await desk.readOriginal(id)).ok).toBe(false)
    expect(await readFile(join(outside, 'original.txt'), 'utf8')).toBe('secret')
    const other = await draftIn(await tempFolder())
    await mkdir(other.folder)
    await symlink(join(outside, 'original.txt'), join(other.folder, 'original.txt'))
    expect((await other.desk.readOriginal(other.id)).ok).toBe(false)
  })
})
