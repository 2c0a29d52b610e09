import { describe, expect, it } from 'vitest'
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
  ] as const)('%j has the fault %s', (pattern, fault) => {
    expect(exportNameFault(pattern)).toBe(fault)
  })

  it('is the default one where the settings file has one that names no file', () => {
    expect(settingsFrom({ exportName: '../{slug}' }).exportName).toBe('{slug}')
    expect(settingsFrom({ exportName: '{date} {slug}' }).exportName).toBe('{date} {slug}')
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
