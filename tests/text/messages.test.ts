import { afterEach, describe, expect, test } from 'vitest'
import { setLocale, translator } from '../../src/text/messages.ts'

const english = {
  saved: 'Saved',
  photo: { added: '“{name}” was added.', count: 'no photos | one photo | {count} photos' },
  address: "Write to editor{'@'}example.org",
}
const t = translator(english, { ko: { saved: '저장됨' } })

afterEach(() => {
  setLocale('en')
})

describe('a translator', () => {
  test('returns the text of a key', () => {
    expect(t('saved')).toBe('Saved')
    expect(t('address')).toBe('Write to editor@example.org')
  })

  test('puts values in as they are, markup and message syntax included', () => {
    expect(t('photo.added', { name: '<b>{x} | @:saved</b>' })).toBe('“<b>{x} | @:saved</b>” was added.')
  })

  test.each([
    [0, 'no photos'],
    [1, 'one photo'],
    [2, '2 photos'],
    [5, '5 photos'],
  ])('chooses the form for a count of %i', (count, text) => {
    expect(t('photo.count', { count })).toBe(text)
  })

  test('uses the language that was set, and English for what it does not have', () => {
    setLocale('ko')
    expect(t('saved')).toBe('저장됨')
    expect(t('photo.added', { name: 'a' })).toBe('“a” was added.')
  })
})
