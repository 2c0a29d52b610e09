import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp, nextTick } from 'vue'
import type { Metadata } from '../../../../src/article/index.ts'
import { done } from '../../../../src/desk.ts'
import { desk } from '../../../../src/renderer/src/desk.ts'
import { useDraft } from '../../../../src/renderer/src/stores/draft.ts'
import { useSlugFollower } from '../../../../src/renderer/src/stores/article/slugFollower.ts'
import { article, p, withMetadata } from '../../../build.ts'
import { openedDraft, quietDesk } from '../quietDesk.ts'

let stop = (): void => undefined

beforeEach(() => {
  vi.useFakeTimers()
  quietDesk()
  const pinia = createPinia()
  setActivePinia(pinia)
  const app = createApp({
    setup: () => {
      useSlugFollower()
      return () => null
    },
  }).use(pinia)
  app.mount(document.createElement('div'))
  stop = () => {
    app.unmount()
  }
})

afterEach(() => {
  stop()
  vi.useRealTimers()
})

async function open(id: string, headline: string, metadata: Partial<Metadata> = {}): Promise<void> {
  const opened = withMetadata(metadata, article(headline, '', p('Words.')))
  vi.spyOn(desk, 'openDraft').mockResolvedValue(done(openedDraft(id, opened)))
  await useDraft().open(id)
  await rest()
}

/** Waits until the article is counted. */
async function rest(): Promise<void> {
  await vi.advanceTimersByTimeAsync(400)
  await nextTick()
}

async function retitle(headline: string): Promise<void> {
  useDraft().shown?.setHeadline(headline)
  await rest()
}

const slug = (): string | undefined => useDraft().metadata?.slug

it('the slug follows a headline as it is typed, and its undo', async () => {
  await open('a', '')
  await retitle('The last')
  await retitle('The last ferry')
  expect(slug()).toBe('the-last-ferry')
  await retitle('The last')
  expect(slug()).toBe('the-last')
})

it('a slug that was typed stays, until the headline is used for it again', async () => {
  await open('a', 'The last ferry', { slug: 'ferry' })
  await retitle('The very last ferry')
  expect(slug()).toBe('ferry')
  useDraft().setMetadata({ slug: 'the-very-last-ferry' })
  await retitle('The first ferry')
  expect(slug()).toBe('the-first-ferry')
})

it.each(['ready', 'published'] as const)('the address of an article that is %s stays', async (state) => {
  await open('a', 'The last ferry', { slug: 'the-last-ferry', state })
  await retitle('The very last ferry')
  expect(slug()).toBe('the-last-ferry')
})

it('a draft that is only opened keeps what it has', async () => {
  await open('a', 'The last ferry')
  await open('b', 'The first tram', { slug: 'the-last-ferry' })
  expect(slug()).toBe('the-last-ferry')
  await open('c', 'A third', {})
  expect(slug()).toBe('')
})
