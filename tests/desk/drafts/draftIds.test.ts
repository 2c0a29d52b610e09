import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDraftId } from '../../../src/calls.ts'
import { exportStem, stemOf } from '../../../src/article/index.ts'
import { newDraftId } from '../../../src/desk/drafts/draftIds.ts'

const ZWJ_FAMILY = '👨‍👩‍👧'

describe('a draft’s id', () => {
  it.each([
    ['The night tram', 'the-night-tram'],
    ['밤의 전차', '밤의-전차'],
    ['ليلة في المدينة', 'ليلة-في-المدينة'],
    ['\u202Eevil\u202C', 'evil'],
    ['Café', 'café'],
    ['Cafe\u0301', 'café'],
    ['CON', 'con'],
    ['ends in dots...', 'ends-in-dots'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
    ['../../etc/passwd', 'etc-passwd'],
    [ZWJ_FAMILY, 'draft'],
    ['', 'draft'],
    ['   ', 'draft'],
    ['\u0301\u0301', 'draft'],
  ])('of the title %j begins with %j', (title, stem) => {
    const id = newDraftId(title)
    expect(id.slice(0, -7)).toBe(stem)
    expect(id.slice(-7)).toMatch(/^-[a-z0-9]{6}$/)
    expect(isDraftId(id)).toBe(true)
  })

  it('is short enough for every file system, whatever the title’s length and script', () => {
    for (const title of [
      'long '.repeat(60),
      '가'.repeat(300),
      '가나 '.repeat(100),
      'é́'.repeat(300),
      '𠮷'.repeat(300),
    ]) {
      const id = newDraftId(title)
      expect(isDraftId(id)).toBe(true)
      expect(Buffer.byteLength(id)).toBeLessThan(100)
    }
  })

  it('is valid for any title, and safe as a file name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
        const id = newDraftId(title)
        expect(isDraftId(id)).toBe(true)
        expect(id).not.toMatch(/[/\\:*?"<>|\p{C}]|^\.|[. ]$/u)
        expect(id.normalize('NFC')).toBe(id)
      }),
      { numRuns: 500 },
    )
  })

  it('differs for two drafts with the same title', () => {
    expect(new Set(Array.from({ length: 50 }, () => newDraftId('Same'))).size).toBe(50)
  })
})

describe('an export’s name', () => {
  it('comes from the slug, otherwise from the headline, otherwise is “article”', () => {
    expect(exportStem('my-slug', 'Headline')).toBe('my-slug')
    expect(exportStem('', 'The Night Tram!')).toBe('the-night-tram')
    expect(exportStem('../../x', '')).toBe('x')
    expect(exportStem('', '🚋')).toBe('article')
  })

  it('is never a device name of Windows', () => {
    for (const name of ['con', 'NUL', 'Com1', 'lpt9', 'aux', 'PRN'])
      expect(exportStem(name, '')).toBe(`article-${name.toLowerCase()}`)
    expect(exportStem('console', '')).toBe('console')
  })

  it('follows the writer’s pattern, with the day of the export', () => {
    const day = new Date(2026, 0, 5, 23, 59)
    const named = (pattern: string, slug = 'my-slug', headline = '나루터의 하루'): string =>
      exportStem(slug, headline, { pattern, day })
    expect(named('{slug}')).toBe('my-slug')
    expect(named('{title}')).toBe('나루터의-하루')
    expect(named('{date}-{slug}')).toBe('2026-01-05-my-slug')
    expect(named('Weekend {title} ({date})')).toBe('Weekend 나루터의-하루 (2026-01-05)')
    expect([named('{slug}', ''), named('{title}', 'my-slug', '')]).toEqual(['나루터의-하루', 'my-slug'])
    expect(named('{date} {slug}', '', '🚋')).toBe('2026-01-05 article')
  })

  it('by a pattern is safe on every system, whatever the pattern and the headline are', () => {
    const day = new Date(2026, 0, 5)
    expect(exportStem('', 'x', { pattern: '..{title}. ', day })).toBe('x')
    expect(exportStem('con', '', { pattern: '{slug}', day })).toBe('article-con')
    expect(exportStem('', '$& {date}', { pattern: '{title}', day })).toBe('date')
    const long = exportStem('', '가'.repeat(300), { pattern: `${'나'.repeat(50)}{title}{title}`, day })
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(200)
  })

  it('is cut between characters when it is too long', () => {
    expect(Buffer.byteLength(stemOf('가'.repeat(300)))).toBeLessThanOrEqual(80)
    expect(stemOf('가'.repeat(300))).toMatch(/^가+$/)
  })
})
