import { createPinia, setActivePinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Component, createApp, h, nextTick } from 'vue'
import { t as articleText } from '../../../src/article/messages.ts'
import { person } from '../../../src/article/index.ts'
import ChecksPanel from '../../../src/renderer/src/inspector/ChecksPanel.vue'
import OutlinePanel from '../../../src/renderer/src/inspector/OutlinePanel.vue'
import { formatNumber, i18n, language, setLanguage, t } from '../../../src/renderer/src/i18n.ts'
import ListMenu from '../../../src/renderer/src/library/ListMenu.vue'
import { reasonLabel } from '../../../src/renderer/src/history/revisions.ts'
import { articleOf, useDraftDouble } from '../stores/draftDouble.ts'

vi.mock('../../../src/renderer/src/stores/draft.ts', async () => ({
  useDraft: (await import('../stores/draftDouble.ts')).useDraftDouble,
}))

interface Messages {
  readonly [key: string]: string | Messages
}

/** Every form of every message in brackets: `[one draft] | [{count} drafts]`. What is not translated stands out. */
function bracketed(messages: Messages): Messages {
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      typeof message === 'string'
        ? message
            .split(' | ')
            .map((form) => `[${form}]`)
            .join(' | ')
        : bracketed(message),
    ]),
  )
}

/** A made-up language. `en-XA` is what pseudo-locales are called. */
const PSEUDO = 'en-XA'
i18n.global.setLocaleMessage(PSEUDO, bracketed(i18n.global.messages.value.en as unknown as Messages) as never)

/** Mounts a component alone. */
function mounted(component: Component): HTMLElement {
  const pinia = createPinia()
  setActivePinia(pinia)
  useDraftDouble().show('tea', articleOf([], [person('Mina')]))
  const root = document.createElement('div')
  createApp({ render: () => h(component) })
    .use(pinia)
    .use(i18n)
    .mount(root)
  return root
}

afterEach(() => {
  setLanguage('en')
})

describe('another language', () => {
  it.each([
    ['the checks', ChecksPanel, 'Checks'],
    ['the outline', OutlinePanel, 'Outline'],
  ])('changes %s while they are on the page', async (_what, component, heading) => {
    const root = mounted(component)
    expect(root.textContent).toContain(heading)
    expect(root.textContent).not.toContain('[')
    setLanguage(PSEUDO)
    await nextTick()
    expect(root.textContent).toContain(`[${heading}]`)
    setLanguage('en')
    await nextTick()
    expect(root.textContent).not.toContain('[')
  })

  it('changes attributes as well', async () => {
    const root = mounted(ListMenu)
    const label = (): string | null | undefined => root.querySelector('button')?.getAttribute('aria-label')
    expect(label()).toBe('Sort and filter')
    setLanguage(PSEUDO)
    await nextTick()
    expect(label()).toBe('[Sort and filter]')
  })

  it('is used by functions, with values and plural forms', () => {
    setLanguage(PSEUDO)
    expect(reasonLabel('pause')).toBe('[Autosaved]')
    expect(t('common.turns', { count: 1, number: '1' })).toBe('[1 turn]')
    expect(t('common.turns', { count: 2, number: formatNumber(2) })).toBe('[2 turns]')
    expect(t('shell.bar.showTag', { tag: 'ferry' })).toBe('[Show all drafts with the tag ferry]')
  })

  it('is the language of the page for screen readers, and leaves English where nothing is translated', () => {
    setLanguage('ko')
    expect(document.documentElement.lang).toBe('ko')
    expect(language()).toBe('ko')
    expect(t('shell.bar.import')).toBe('Import')
    expect(articleText('checks.noHeadline')).toContain('headline')
  })
})
