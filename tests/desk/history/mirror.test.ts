import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Article, parseArticle, readMarkdown } from '../../../src/article/index.ts'
import { realFiles } from '../../../src/desk/disk/files.ts'
import { writeMirror } from '../../../src/desk/history/index.ts'
import { fault, faultyFiles } from '../disk/faultyFiles.ts'
import { article, tempFolder } from '../library.ts'

const NIGHT: Article = parseArticle(article('The night tram', 'It leaves at ten past one.'))
const LATER: Article = parseArticle(article('The night tram', 'It leaves at twenty past one.'))

async function mirrorIn(folder: string): Promise<string> {
  return readFile(join(folder, 'article.md'), 'utf8')
}

describe('the mirror of a draft', () => {
  it('is Markdown that says what it is, and reads back as the very article', async () => {
    const folder = await tempFolder()
    expect(await writeMirror(realFiles, folder, NIGHT)).toBe(null)
    const text = await mirrorIn(folder)
    expect(text).toMatch(/^---\ngalley: structured # a mirror of article\.json .*does not read it/)
    expect(text).toContain('It leaves at ten past one.')
    expect(readMarkdown(text)).toEqual(NIGHT)
  })

  it('follows the draft', async () => {
    const folder = await tempFolder()
    await writeMirror(realFiles, folder, NIGHT)
    expect(await writeMirror(realFiles, folder, LATER)).toBe(null)
    expect(await mirrorIn(folder)).toContain('twenty past one')
    expect(await readdir(folder)).toEqual(['article.md'])
  })

  it('is not written again when nothing changed', async () => {
    const folder = await tempFolder()
    const disk = faultyFiles()
    await writeMirror(disk.files, folder, NIGHT)
    disk.plan(() => null)
    await writeMirror(disk.files, folder, NIGHT)
    expect(disk.calls).toEqual(['readFile'])
  })

  it('keeps what somebody wrote into it under another name', async () => {
    const folder = await tempFolder()
    await writeMirror(realFiles, folder, NIGHT)
    const edited = (await mirrorIn(folder)).replace('ten past', 'half past')
    await writeFile(join(folder, 'article.md'), edited)
    expect(await writeMirror(realFiles, folder, LATER)).toBe('article-changed-outside.md')
    expect(await readFile(join(folder, 'article-changed-outside.md'), 'utf8')).toBe(edited)

    await writeFile(join(folder, 'article.md'), 'My own notes.')
    expect(await writeMirror(realFiles, folder, NIGHT)).toBe('article-changed-outside-2.md')
    expect(await mirrorIn(folder)).toContain('ten past one')
  })

  it('stays as it was when the disk is full', async () => {
    const folder = await tempFolder()
    await writeMirror(realFiles, folder, NIGHT)
    const disk = faultyFiles()
    disk.plan((call) => (call === 'write new' ? 'ENOSPC' : null))
    await expect(writeMirror(disk.files, folder, LATER)).rejects.toMatchObject(fault('ENOSPC'))
    expect(await mirrorIn(folder)).toContain('ten past one')
    expect(await readdir(folder)).toEqual(['article.md'])
  })

  it('does not follow a link or wait for a FIFO of its name: it steps aside', async () => {
    const folder = await tempFolder()
    const theirs = join(await tempFolder(), 'theirs.md')
    await writeFile(theirs, 'theirs')
    await symlink(theirs, join(folder, 'article.md'))
    expect(await writeMirror(realFiles, folder, NIGHT)).toBe('article-changed-outside.md')
    expect(await readFile(theirs, 'utf8')).toBe('theirs')
    if (process.platform === 'win32') return
    await rm(join(folder, 'article.md'))
    execFileSync('mkfifo', [join(folder, 'article.md')])
    expect(await writeMirror(realFiles, folder, NIGHT)).toBe('article-changed-outside-2.md')
    expect(await mirrorIn(folder)).toContain('ten past one')
  })

  it('is refused where a folder has its name', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, 'article.md'))
    await expect(writeMirror(realFiles, folder, NIGHT)).rejects.toMatchObject({ code: 'EISDIR' })
  })
})
