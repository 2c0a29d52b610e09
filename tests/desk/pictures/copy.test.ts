import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { realFiles } from '../../../src/desk/disk/files.ts'
import { copyImages, copyPictures, restorePictures } from '../../../src/desk/pictures/images.ts'
import type { DeskContext } from '../../../src/desk/context.ts'
import { fault } from '../disk/faultyFiles.ts'
import { article, tempFolder } from '../library.ts'
import { png } from '../pictures.ts'
import { createTestContext } from '../testContext.ts'
import { articleShowing, pictureFile } from './drafts.ts'

const [A, B, C] = [pictureFile(1), pictureFile(2), pictureFile(3)]
const [FROM, TO] = ['harbour-aaaaaa', 'tram-bbbbbb']

/** Two drafts; the first has A in use and B in its trash. */
async function twoDrafts(): Promise<{ context: DeskContext; path: (...parts: string[]) => string }> {
  const library = await tempFolder()
  const path = (...parts: string[]): string => join(library, ...parts)
  for (const id of [FROM, TO]) {
    await mkdir(path(id))
    await writeFile(path(id, 'article.json'), article(id))
  }
  await mkdir(path(FROM, 'images', '.trash'), { recursive: true })
  await writeFile(path(FROM, 'images', A), png(3, 2))
  await writeFile(path(FROM, 'images', '.trash', B), png(5, 4))
  return { context: createTestContext(library), path }
}

describe('pictures copied into another draft', () => {
  it('keep their names and bytes, also out of the trash, and those not found are named', async () => {
    const { context, path } = await twoDrafts()
    expect(await copyImages(context, TO, FROM, [A, B, C, A])).toEqual([C])
    expect((await readdir(path(TO, 'images'))).sort()).toEqual([A, B])
    expect(await readFile(path(TO, 'images', B))).toEqual(png(5, 4))
    expect(await readdir(path(FROM, 'images', '.trash'))).toEqual([B])
  })

  it('can be sent twice', async () => {
    const { context } = await twoDrafts()
    expect(await copyImages(context, TO, FROM, [A])).toEqual([])
    expect(await copyImages(context, TO, FROM, [A])).toEqual([])
  })

  it('never come from outside the draft, and are pictures', async () => {
    const { context, path } = await twoDrafts()
    const outside = await tempFolder()
    await writeFile(join(outside, 'secret.png'), png(3, 2))
    await symlink(join(outside, 'secret.png'), path(FROM, 'images', 'link.png'))
    await writeFile(path(FROM, 'images', 'page.png'), '<script>')
    const names = ['link.png', 'page.png', '../article.json', '..', '/etc/passwd', '.trash']
    expect(await copyImages(context, TO, FROM, names)).toEqual(names)
    expect((await readdir(path(TO))).sort()).toEqual(['article.json'])
  })

  it('are never written outside the draft, whatever a link says', async () => {
    const { context, path } = await twoDrafts()
    const outside = await tempFolder()
    await symlink(outside, path(TO, 'images'))
    await expect(copyImages(context, TO, FROM, [A])).rejects.toThrow('EOUTSIDE')
    expect(await readdir(outside)).toEqual([])
  })

  it.each([0, 1])('leave nothing in a new draft when the disk refuses one after %i', async (taken) => {
    const { context, path } = await twoDrafts()
    let renames = 0
    const files = {
      ...realFiles,
      rename: (from: string, to: string) =>
        (renames += 1) > taken ? Promise.reject(fault('ENOSPC')) : realFiles.rename(from, to),
    }
    await expect(copyPictures({ ...context, files }, articleShowing(A, B), FROM, TO)).rejects.toThrow()
    expect(await readdir(path(TO))).toEqual(['article.json'])
  })

  it('never take the place of another file of that name', async () => {
    const { context, path } = await twoDrafts()
    await mkdir(path(TO, 'images'))
    for (const [id, width] of [[FROM, 3], [TO, 9]] as const)
      await writeFile(path(id, 'images', 'quay.png'), png(width, 2)) // prettier-ignore
    expect(await copyImages(context, TO, FROM, ['quay.png'])).toEqual(['quay.png'])
    expect(await readFile(path(TO, 'images', 'quay.png'))).toEqual(png(9, 2))
  })

  it('need both drafts', async () => {
    const { context } = await twoDrafts()
    await expect(copyImages(context, 'no-draft-cccccc', FROM, [A])).rejects.toThrow('no draft')
    expect(await copyImages(context, TO, 'no-draft-cccccc', [A])).toEqual([A])
  })
})

describe('a save that shows a picture in the trash', () => {
  it('has it back in use before it is written', async () => {
    const { context, path } = await twoDrafts()
    expect(await restorePictures(context, FROM, articleShowing(A, B))).toBe(1)
    expect((await readdir(path(FROM, 'images'))).filter((name) => !name.startsWith('.'))).toEqual([A, B])
    await rename(path(FROM, 'images', B), path(FROM, 'images', '.trash', B))
    expect(await restorePictures(context, FROM, articleShowing(A))).toBe(0)
  })
})
