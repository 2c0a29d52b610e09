import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Files, realFiles } from '../../../src/desk/disk/files.ts'
import { readPicture } from '../../../src/desk/pictures/folder.ts'
import { restoreFromTrash, sweepPictureTrash } from '../../../src/desk/pictures/trash.ts'
import { fault } from '../disk/faultyFiles.ts'
import { tempFolder, tempsIn } from '../library.ts'
import { png } from '../pictures.ts'
import { DAY_MS, draftWith, pictureFile } from './drafts.ts'

const [A, B] = [pictureFile(1), pictureFile(2)]
/** The files' own times are those of the machine, so the clocks of these tests begin there. */
const NOW = Date.now()

/** A disk that may not be asked for anything. */
const refuse = (): Promise<never> => Promise.reject(new Error('not to be asked'))
const refusing: Files = {
  ...realFiles,
  open: refuse,
  stat: refuse,
  lstat: refuse,
  realpath: refuse,
  readFile: refuse,
  rename: refuse,
}

describe('a picture that nothing shows', () => {
  it('goes to the trash of its draft, and is read from there', async () => {
    const draft = await draftWith(A, B)
    expect(await draft.sweep({ now: NOW, shown: [A] })).toBe(1)
    expect(await draft.images()).toEqual([A])
    expect(await draft.trash()).toEqual([B])
    expect((await readPicture(realFiles, draft.folder, B))?.mime).toBe('image/png')
  })

  it.each([
    ['a revision shows it', { history: [A] }],
    ['the history cannot be read whole', { complete: false }],
    ['the draft shows it', { shown: [A] }],
  ])('stays when %s', async (_why, options) => {
    const draft = await draftWith(A)
    expect(await draft.sweep({ now: NOW, ...options })).toBe(0)
    expect(await draft.images()).toEqual([A])
  })

  it('stays while it is the picture of shared links', async () => {
    const draft = await draftWith(A)
    expect(await draft.sweep({ now: NOW, social: A })).toBe(0)
    expect(await draft.images()).toEqual([A])
  })

  it.each(['journal.jsonl', 'journal-1.aside.jsonl', 'article.damaged.json'])(
    'stays while %s may show it',
    async (name) => {
      const draft = await draftWith(A)
      await writeFile(join(draft.folder, name), '')
      expect(await draft.sweep({ now: NOW })).toBe(0)
      expect(await draft.images()).toEqual([A])
    },
  )

  it('stays when the owner of the folder named it', async () => {
    const draft = await draftWith('harbour.png')
    await draft.sweep({ now: NOW })
    expect(await draft.images()).toEqual(['harbour.png'])
  })

  it('stays where the disk does not take the date', async () => {
    const draft = await draftWith(A)
    const files = { ...realFiles, open: () => Promise.reject(fault('ENOSPC')) }
    await expect(draft.sweep({ now: NOW, files })).rejects.toThrow()
    expect(await draft.images()).toEqual([A])
  })
})

describe('a picture in the trash', () => {
  it('comes back when the article shows it again, with its bytes', async () => {
    const draft = await draftWith(A, B)
    await draft.sweep({ now: NOW })
    expect(await restoreFromTrash(realFiles, draft.folder, [A])).toBe(1)
    expect(await draft.images()).toEqual([A])
    expect(await draft.trash()).toEqual([B])
    expect(await readFile(join(draft.folder, 'images', A))).toEqual(png(3, 2))
  })

  it('comes back when a revision shows it again', async () => {
    const draft = await draftWith(A)
    await draft.sweep({ now: NOW })
    await draft.sweep({ now: NOW, history: [A] })
    expect(await draft.images()).toEqual([A])
    expect(await readdir(join(draft.folder, 'images'))).toEqual([A])
  })

  it('never takes the place of one that was added again', async () => {
    const draft = await draftWith(A)
    await draft.sweep({ now: NOW })
    await writeFile(join(draft.folder, 'images', A), png(5, 4))
    expect(await restoreFromTrash(realFiles, draft.folder, [A])).toBe(0)
    expect(await readFile(join(draft.folder, 'images', A))).toEqual(png(5, 4))
  })

  it('costs one look where there is none', async () => {
    const draft = await draftWith(A)
    const looks: string[] = []
    const readdirOnly = {
      ...refusing,
      readdir: (path: string) => {
        looks.push(path)
        return realFiles.readdir(path)
      },
    }
    expect(await restoreFromTrash(readdirOnly, draft.folder, [A])).toBe(0)
    expect(looks).toHaveLength(1)
  })

  it('is found while it is moved back', async () => {
    const draft = await draftWith(A)
    await draft.sweep({ now: NOW })
    const [images, trash] = [join(draft.folder, 'images'), join(draft.folder, 'images', '.trash')]
    let looks = 0
    const files = {
      ...realFiles,
      realpath: async (path: string) => {
        if (path === join(trash, A) && (looks += 1) === 1) await rename(path, join(images, A))
        return realFiles.realpath(path)
      },
    }
    expect(await readPicture(files, draft.folder, A)).toBeDefined()
  })

  it('is unlinked after 30 days of sweeps, not before', async () => {
    const draft = await draftWith(A)
    await draft.sweep({ now: NOW })
    for (let day = 7; day <= 28; day += 7) await draft.sweep({ now: NOW + day * DAY_MS })
    await draft.sweep({ now: NOW + 29.9 * DAY_MS })
    expect(await draft.trash()).toEqual([A])
    await draft.sweep({ now: NOW + 31 * DAY_MS })
    expect(await readdir(join(draft.folder, 'images'))).toEqual([])
  })

  it('is kept while its file is younger than the note says', async () => {
    const draft = await draftWith(A)
    const wrong = NOW - 400 * DAY_MS
    await draft.sweep({ now: wrong })
    for (let day = 7; day <= 70; day += 7) await draft.sweep({ now: wrong + day * DAY_MS })
    expect(await draft.trash()).toEqual([A])
  })

  it('begins its 30 days anew when the dates are lost', async () => {
    const draft = await draftWith(A)
    await draft.sweep({ now: NOW })
    for (let day = 7; day <= 28; day += 7) await draft.sweep({ now: NOW + day * DAY_MS })
    await writeFile(
      join(draft.folder, 'images', '.trash', '.dates.json'),
      '{"1111111111111111.png":{"trashed":"x"',
    )
    await draft.sweep({ now: NOW + 60 * DAY_MS })
    await draft.sweep({ now: NOW + 67 * DAY_MS })
    expect(await draft.trash()).toEqual([A])
  })

  it('keeps fields of the dates that a newer Galley wrote', async () => {
    const draft = await draftWith(A, B)
    await draft.sweep({ now: NOW, shown: [B] })
    const path = join(draft.folder, 'images', '.trash', '.dates.json')
    const dates = JSON.parse(await readFile(path, 'utf8')) as Record<string, object>
    const newer = { ...dates, version: 2, [A]: { ...dates[A], reason: 'replaced' } }
    await writeFile(path, JSON.stringify(newer))
    await draft.sweep({ now: NOW + 2 * DAY_MS })
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      version: 2,
      [A]: { reason: 'replaced', counted: 2 * DAY_MS },
      [B]: { counted: 0 },
    })
  })

  it('is not unlinked while the draft shows it', async () => {
    const draft = await draftWith(A)
    await draft.sweep({ now: NOW })
    await writeFile(join(draft.folder, 'images', A), png(3, 2))
    for (let day = 7; day <= 70; day += 7) await draft.sweep({ now: NOW + day * DAY_MS, shown: [A] })
    expect(await draft.trash()).toEqual([A])
  })

  it('leaves no temp file behind', async () => {
    const draft = await draftWith(A)
    await draft.sweep({ now: NOW })
    expect(await tempsIn(draft.folder)).toEqual([])
  })
})

describe('a trash that is a link', () => {
  it('has nothing moved into it, out of it or removed from it', async () => {
    const draft = await draftWith(A)
    const outside = await tempFolder()
    await writeFile(join(outside, B), png(3, 2))
    await writeFile(join(outside, '.dates.json'), '{}')
    await symlink(outside, join(draft.folder, 'images', '.trash'))
    for (let day = 0; day <= 70; day += 7) await draft.sweep({ now: NOW + day * DAY_MS })
    await restoreFromTrash(realFiles, draft.folder, [B])
    await sweepPictureTrash(realFiles, draft.folder, new Set(), NOW)
    expect(await draft.images()).toEqual([A])
    expect((await readdir(outside)).sort()).toEqual(['.dates.json', B])
    expect(await readPicture(realFiles, draft.folder, B)).toBeUndefined()
  })

  it('is left alone where the whole picture folder is one', async () => {
    const draft = await draftWith()
    const outside = await tempFolder()
    await writeFile(join(outside, A), png(3, 2))
    await mkdir(join(outside, '.trash'))
    await writeFile(join(outside, '.trash', B), png(3, 2))
    await rename(join(draft.folder, 'images'), join(draft.folder, 'before'))
    await symlink(outside, join(draft.folder, 'images'))
    for (let day = 0; day <= 70; day += 7) await draft.sweep({ now: NOW + day * DAY_MS })
    expect((await readdir(outside)).sort()).toEqual(['.trash', A])
    expect(await readdir(join(outside, '.trash'))).toEqual([B])
  })
})

describe('a clock that jumps', () => {
  it.each([
    ['ahead once', [400]],
    ['ahead and back', [400, 1, 2, 3]],
    ['ahead and back, again and again', [400, 0, 400, 1, 400, 2, 400, 3, 400, 4, 400, 5]],
    ['ahead for a day', [400, 400.1, 400.2, 400.9, 1, 2]],
  ])('destroys no picture: %s', async (_how, days) => {
    const draft = await draftWith(A)
    await draft.sweep({ now: NOW })
    for (const day of days) await draft.sweep({ now: NOW + day * DAY_MS })
    expect(await draft.trash()).toEqual([A])
  })

  it('destroys no picture that came to the trash while it was years behind', async () => {
    const draft = await draftWith(A)
    await draft.sweep({ now: 0 })
    for (const day of [0, 1, 2, 3]) await draft.sweep({ now: NOW + day * DAY_MS })
    expect(await draft.trash()).toEqual([A])
  })

  it('destroys nothing in the first 30 days by a right clock, wherever it jumps between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            days: fc.double({ min: 0.01, max: 6, noNaN: true }),
            offset: fc.constantFrom(0, 0, 400, -400, 4000, -4000),
          }),
          { maxLength: 20 },
        ),
        async (sweeps) => {
          const draft = await draftWith(A)
          await draft.sweep({ now: NOW })
          let days = 0
          for (const { days: pause, offset } of sweeps) {
            days += pause
            if (days >= 30) break
            await draft.sweep({ now: NOW + (days + offset) * DAY_MS })
          }
          expect(await draft.trash()).toEqual([A])
        },
      ),
      { numRuns: 40 },
    )
  })
})
