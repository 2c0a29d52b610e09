import { createPinia, type Pinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type App, createApp, nextTick } from 'vue'
import { done } from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'
import { i18n } from '../../../src/renderer/src/i18n.ts'
import ArticlePanel from '../../../src/renderer/src/inspector/ArticlePanel.vue'
import { useDraft } from '../../../src/renderer/src/stores/draft.ts'
import { useSettings } from '../../../src/renderer/src/stores/settings.ts'
import { article, figure, p, withMetadata } from '../../build.ts'
import { openedDraft, quietDesk } from '../stores/quietDesk.ts'

let app: App
let pinia: Pinia

const ARTICLE = withMetadata(
  { canonical: 'https://www.gazette.example/ferry' },
  article('The last ferry', 'It is late.', figure({ src: 'images/a.jpg' }, 'A'), p('Words.')),
)

beforeEach(async () => {
  quietDesk()
  vi.spyOn(desk, 'openDraft').mockResolvedValue(done(openedDraft('ferry', ARTICLE)))
  pinia = createPinia()
  setActivePinia(pinia)
  await useDraft().open('ferry')
  app = createApp(ArticlePanel).use(pinia).use(i18n)
  app.mount(document.body.appendChild(document.createElement('div')))
  await nextTick()
})

afterEach(() => {
  app.unmount()
  document.body.replaceChildren()
})

function heading(title: string): HTMLButtonElement {
  const found = [...document.querySelectorAll<HTMLButtonElement>('.section h2 button')].find(
    (button) => button.textContent.trim() === title,
  )
  if (found === undefined) throw new Error(`no section is called ${title}`)
  return found
}

function field(label: string): HTMLTextAreaElement {
  const named = [...document.querySelectorAll('label')].find((each) => each.textContent.trim() === label)
  return document.getElementById(named?.htmlFor ?? '') as HTMLTextAreaElement
}

async function fill(label: string, text: string): Promise<void> {
  field(label).value = text
  field(label).dispatchEvent(new Event('input'))
  field(label).dispatchEvent(new Event('change'))
  await nextTick()
}

describe('a section of the inspector', () => {
  it('folds, and the settings remember it', async () => {
    expect(heading('Publishing').getAttribute('aria-expanded')).toBe('true')
    expect(heading('Social').getAttribute('aria-expanded')).toBe('false')
    heading('Publishing').click()
    heading('Social').click()
    await nextTick()
    expect(heading('Publishing').getAttribute('aria-expanded')).toBe('false')
    expect(heading('Social').getAttribute('aria-expanded')).toBe('true')
    expect(useSettings().settings.foldedSections).toEqual(['search', 'appearance', 'publishing'])
  })

  it('says what it is for', () => {
    const helps = [...document.querySelectorAll('.section-help')]
    expect(helps).toHaveLength(document.querySelectorAll('.section').length)
  })
})

describe('the texts for search results and shared links', () => {
  it('are stored on one line, and count their characters', async () => {
    await fill('Title in search results', ' The last ferry,\n explained ')
    await fill('Description in search results', 'x'.repeat(156))
    expect(useDraft().metadata).toMatchObject({
      seoTitle: 'The last ferry,  explained',
      seoDescription: 'x'.repeat(156),
    })
    const counts = [...document.querySelectorAll('.counted-count')].map((dom) => dom.textContent)
    expect(counts.slice(0, 2)).toEqual(['26 / 60', '156 / 155'])
    expect(document.body.textContent).toContain('What comes after 155 characters may be cut off.')
  })

  it('show what is used while they are empty', async () => {
    expect(field('Title in search results').placeholder).toBe('The last ferry')
    expect(field('Description in search results').placeholder).toBe('It is late.')
    await fill('Excerpt', 'Nobody comes.')
    expect(field('Description in search results').placeholder).toBe('Nobody comes.')
  })
})

describe('the card of a shared link', () => {
  const card = (): string => document.querySelector('.social-card')?.textContent ?? ''

  it('shows site, headline and standfirst, then the excerpt', async () => {
    expect(card()).toBe('gazette.exampleThe last ferryIt is late.')
    await fill('Excerpt', 'Nobody comes.')
    expect(card()).toBe('gazette.exampleThe last ferryNobody comes.')
  })

  it('shows the picture that is chosen from the photos', async () => {
    expect(document.querySelector('.social-card img')).toBeNull()
    document.querySelector<HTMLInputElement>('.social-card ~ * [aria-label="Picture 1"]')?.click()
    await nextTick()
    expect(useDraft().metadata?.socialImage).toBe('images/a.jpg')
    expect(document.querySelector('.social-card img')?.getAttribute('src')).toContain('a.jpg')
  })
})

describe('the lead image', () => {
  const choice = (legend: string): HTMLInputElement[] => {
    const set = [...document.querySelectorAll('.picture-choice')].find(
      (each) => each.querySelector('legend')?.textContent === legend,
    )
    return [...(set?.querySelectorAll('input') ?? [])]
  }

  it('is chosen among the pictures of the article, and shown on the card of a shared link', async () => {
    heading('Social').click()
    await vi.waitFor(() => {
      expect(choice('Lead image').map((input) => [input.getAttribute('aria-label'), input.checked])).toEqual([
        ['None', true],
        ['Picture 1', false],
      ])
    })
    expect(document.querySelector('.social-card img')).toBeNull()
    choice('Lead image')[1]?.click()
    await nextTick()
    expect(useDraft().metadata?.leadImage).toBe('images/a.jpg')
    expect(document.querySelector('.social-card img')?.getAttribute('src')).toContain('a.jpg')
    choice('Lead image')[0]?.click()
    await nextTick()
    expect(useDraft().metadata?.leadImage).toBe('')
  })
})

describe('a picture to choose', () => {
  it('whose file cannot be shown is a placeholder that says so, until files arrive', async () => {
    await vi.waitUntil(() => document.querySelector('.picture-choice img') !== null)
    const choice = (): Element | null => document.querySelector('.picture-choice label:nth-of-type(2)')
    expect(choice()?.getAttribute('title')).toBe('Picture 1')
    choice()?.querySelector('img')?.dispatchEvent(new Event('error'))
    await nextTick()
    expect(choice()?.querySelector('img')).toBeNull()
    expect(choice()?.getAttribute('title')).toBe('Picture 1: the file is missing')
    expect(choice()?.querySelector('input')?.getAttribute('aria-label')).toContain('missing')
  })
})
