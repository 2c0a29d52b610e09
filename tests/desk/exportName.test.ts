import { describe, expect, it } from 'vitest'
import { exportStem } from '../../src/article/index.ts'
import { exportNameFault } from '../../src/contract/exportName.ts'
import { settingsFrom } from '../../src/settings.ts'
import { article, deskOver, settingsInMemory, tempFolder, value } from './library.ts'

describe('the pattern of exports’ names', () => {
  it.each([
    ['{slug}', null],
    ['{date}_{title} v2', null],
    ['기사 {title}', null],
    ['', 'noName'],
    ['{date}', 'noName'],
    ['{slug}/{title}', 'forbidden'],
    ['C:{slug}', 'forbidden'],
    ['{slug}\n', 'forbidden'],
    ['{slug}{author}', 'unknownField'],
    ['{slug', 'unknownField'],
    ['{{slug}}', 'unknownField'],
    [`{slug}${'a'.repeat(60)}`, 'tooLong'],
    [`{slug}${'가'.repeat(31)}`, null],
    [`${'가'.repeat(50)}{slug}`, 'tooLong'],
    ['{slug}\u0085', 'forbidden'],
    ['{slug}\u202elmth', 'forbidden'],
    ['{slug}\ud83d', 'forbidden'],
    ['{slug} 🗞️', null],
  ] as const)('%j has the fault %s', (pattern, fault) => {
    expect(exportNameFault(pattern)).toBe(fault)
  })

  it('is the default one where the settings file has one that names no file', () => {
    expect(settingsFrom({ exportName: '../{slug}' }).exportName).toBe('{slug}')
    expect(settingsFrom({ exportName: '{date} {slug}' }).exportName).toBe('{date} {slug}')
  })

  it.each([
    ['con.{slug}', 'night-tram', 'article-con.night-tram'],
    ['COM¹ .{slug}', 'night-tram', 'article-COM¹ .night-tram'],
    ['{slug}.', 'nul', 'article-nul'],
    ['con{slug}', 'night-tram', 'connight-tram'],
    ['. {slug} .', 'night-tram', 'night-tram'],
    ['..{slug}', 'night-tram', 'night-tram'],
  ])('names %j with the slug %j so that each system takes it', (pattern, slug, name) => {
    expect(exportStem(slug, '', { pattern, day: new Date(0) })).toBe(name)
  })

  it('has the whole slug in the name, however long the words beside it are', () => {
    const [slug, pattern] = ['나'.repeat(26), `${'가'.repeat(27)}{date}{slug}`]
    expect(exportNameFault(pattern)).toBeNull()
    expect(exportStem(slug, '', { pattern, day: new Date(2026, 10, 28) })).toBe(
      `${'가'.repeat(27)}2026-11-28${slug}`,
    )
  })

  it('names what the desk exports, the text in a zip too', async () => {
    const settings = settingsInMemory()
    const desk = await deskOver(await tempFolder(), { settings })
    const { id } = value(await desk.createDraft(article('The night tram', 'It leaves.'))).summary
    expect(value(await desk.exportDraft(id, 'markdown')).name).toBe('the-night-tram.md')
    value(await desk.writeSettings({ exportName: '{date} {title}' }))
    const { name } = value(await desk.exportDraft(id, 'markdown'))
    expect(name).toMatch(/^\d{4}-\d\d-\d\d the-night-tram\.md$/)
    expect(await desk.writeSettings({ exportName: 'a/b' })).toMatchObject({ ok: false })
  })
})
