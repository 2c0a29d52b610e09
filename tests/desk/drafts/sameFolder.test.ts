import { mkdir, readdir, realpath, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Files, realFiles } from '../../../src/desk/disk/files.ts'
import { DraftFolders } from '../../../src/desk/drafts/draftFolders.ts'
import { article, deskOver, tempFolder, value } from '../library.ts'

/**
 * A disk whose names are compared by `key` and listed by `listed`, over one where they are `key`: as macOS does on HFS+,
 * exFAT and SMB (composition aside, listed decomposed), and Windows (case aside, listed as named).
 */
function folding(key: (name: string) => string, listed: (name: string) => string): Files {
  return {
    ...realFiles,
    open: (path, flags, mode) => realFiles.open(key(path), flags, mode),
    readFile: (path, limit) => realFiles.readFile(key(path), limit),
    readHead: (path, length) => realFiles.readHead(key(path), length),
    readdir: async (path) => (await realFiles.readdir(key(path))).map(listed),
    stat: (path) => realFiles.stat(key(path)),
    lstat: (path) => realFiles.lstat(key(path)),
    realpath: (path) => realFiles.realpath(key(path)),
    writable: (path) => realFiles.writable(key(path)),
    mkdir: (path) => realFiles.mkdir(key(path)),
    makeFolders: (path) => realFiles.makeFolders(key(path)),
    rename: (from, to) => realFiles.rename(key(from), key(to)),
    unlink: (path) => realFiles.unlink(key(path)),
    rmdir: (path) => realFiles.rmdir(key(path)),
    touch: (path) => realFiles.touch(key(path)),
  }
}

const decomposing = folding(
  (name) => name.normalize('NFC'),
  (name) => name.normalize('NFD'),
)

function articleOf(id: string): string {
  return JSON.stringify({ ...(JSON.parse(article('Tram', 'It leaves.')) as object), id })
}

describe('a draft on a disk that lists names decomposed', () => {
  it.each(['서울의 밤 전차', 'Café société', 'İzmir’de gece', 'Die große Straße'])(
    'is one row without a notice, and is trashed once: %s',
    async (title) => {
      const library = await tempFolder()
      const desk = await deskOver(library, { files: decomposing })
      const { id } = value(await desk.createDraft(article(title, 'It leaves.'))).summary
      for (let round = 0; round < 2; round += 1)
        expect(value(await desk.library())).toMatchObject({ drafts: [{ id, title }], notices: [] })
      value(await desk.trashDraft(id))
      expect(value(await desk.library())).toMatchObject({ drafts: [], trashed: 1, notices: [] })
      expect(value(await desk.restoreDraft(id)).title).toBe(title)
      expect(value(await desk.library())).toMatchObject({ drafts: [{ title }], trashed: 0, notices: [] })
      await desk.close()
      const next = await deskOver(library, { files: decomposing })
      const [draft] = value(await next.library()).drafts
      value(await next.openDraft(draft?.id ?? ''))
      expect(value(await next.library())).toMatchObject({ drafts: [{ title }], notices: [] })
      expect((await readdir(library)).filter((name) => !name.startsWith('.'))).toHaveLength(1)
    },
  )
})

describe('folders', () => {
  it('are two drafts when they differ in Unicode composition and the disk has both', async () => {
    const library = await tempFolder()
    for (const name of ['caf\u00e9', 'cafe\u0301']) {
      await mkdir(join(library, name))
      await writeFile(join(library, name, 'article.json'), articleOf('cafe-aaaaaa'))
    }
    if ((await readdir(library)).length === 2)
      expect((await new DraftFolders(realFiles, library).scan()).size).toBe(2)
  })

  it('are one draft when they differ in case alone and the disk ignores case', async () => {
    const library = await tempFolder()
    await mkdir(join(library, 'strasse-aaaaaa'))
    await writeFile(join(library, 'strasse-aaaaaa', 'article.json'), articleOf('strasse-aaaaaa'))
    let spelling = 'strasse-aaaaaa'
    const files = folding(
      (path) => path.replace(/(?:Strasse|STRASSE|Straße)-aaaaaa/, 'strasse-aaaaaa'),
      (name) => (name === 'strasse-aaaaaa' ? spelling : name),
    )
    const names = new DraftFolders(files, library)
    await names.scan()
    for (spelling of ['STRASSE-aaaaaa', 'Straße-aaaaaa'])
      expect([...(await names.scan())]).toEqual([['strasse-aaaaaa', 'strasse-aaaaaa']])
    expect(names.idOf('Straße-aaaaaa')).toBe('strasse-aaaaaa')
    expect(names.notices).toEqual([])
  })

  it('are no drafts of their own when they are links to a draft of the library, in any order', async () => {
    const library = await realpath(await tempFolder())
    await mkdir(join(library, 'My tram'))
    await writeFile(join(library, 'My tram', 'article.json'), articleOf('tram-aaaaaa'))
    await symlink('My tram', join(library, 'A link'))
    await symlink('My tram', join(library, 'tram-aaaaaa'))
    const names = new DraftFolders(realFiles, library)
    for (let round = 0; round < 2; round += 1)
      expect([...(await names.scan())]).toEqual([['tram-aaaaaa', 'My tram']])
    expect(names.notices).toEqual([])
    await rename(join(library, 'My tram'), join(library, 'Mine'))
    expect([...(await names.scan())]).toEqual([['tram-aaaaaa', 'Mine']])
  })
})
