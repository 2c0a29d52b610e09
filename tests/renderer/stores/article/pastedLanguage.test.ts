import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { useDraft } from '../../../../src/renderer/src/stores/draft.ts'
import { followPastedLanguage } from '../../../../src/renderer/src/stores/article/pastedLanguage.ts'
import { useSettings } from '../../../../src/renderer/src/stores/settings.ts'
import { quietDesk } from '../quietDesk.ts'

const KOREAN = '윤서아와 강도현은 등대에서 길을 잃었다.'

beforeEach(async () => {
  quietDesk()
  setActivePinia(createPinia())
  await useDraft().open('ferry')
})

const language = (): string | undefined => useDraft().metadata?.language

it('follows the text that was pasted', () => {
  followPastedLanguage('The ferry does not run today.')
  expect(language()).toBe('en')
  followPastedLanguage(KOREAN)
  expect(language()).toBe('ko')
})

it('leaves a language that was chosen for the draft', () => {
  useDraft().setMetadata({ language: 'fr' })
  followPastedLanguage(KOREAN)
  expect(language()).toBe('fr')
})

it('leaves the language that the settings name for new drafts', () => {
  useSettings().set({ newDraftLanguage: 'en' })
  followPastedLanguage(KOREAN)
  expect(language()).toBe('en')
})
