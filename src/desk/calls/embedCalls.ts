import type { EmbedCalls, EmbedDetails } from '../../contract/embeds.ts'
import { done, type Outcome, type Problem } from '../../desk.ts'
import type { PictureCalls } from '../../contract/pictures.ts'
import type { FetchedPicture } from '../pictures/fetchImage.ts'
import { deskProblem, DeskProblem } from '../problems.ts'
import type { Perform } from './perform.ts'

/** A request under way. */
interface Running {
  readonly draft: string
  readonly url: string
  readonly cancelling: AbortController
}

/** Title and author, and the picture as far as it could be had. */
interface Fetched {
  readonly title: string
  readonly author: string
  readonly picture: FetchedPicture | null
  readonly pictureProblem?: Problem
}

/** Reads title, author and picture from the web. A picture that cannot be had is no reason to refuse the title. */
async function fetchAll(url: string, signal: AbortSignal): Promise<Fetched> {
  const { fetchDetails } = await import('../embeds/fetchDetails.ts')
  const { picture, ...words } = await fetchDetails(url, signal)
  if (picture === null) return { ...words, picture: null }
  const { fetchPicture } = await import('../pictures/fetchImage.ts')
  try {
    return { ...words, picture: await fetchPicture(picture, {}, signal) }
  } catch (error) {
    if (signal.aborted || !(error instanceof DeskProblem) || words.title === '') throw error
    return { ...words, picture: null, pictureProblem: error.problem }
  }
}

/**
 * Returns the calls about embeds, as one page makes them. Each is two: no other call about the draft waits for the network.
 * @param addImage stores a picture in a draft
 */
export function embedCalls(addImage: PictureCalls['addImage'], perform: Perform): EmbedCalls {
  const running = new Set<Running>()

  async function store(id: string, fetched: Fetched): Promise<Outcome<EmbedDetails>> {
    const { picture, ...words } = fetched
    if (picture === null) return done({ ...words, picture: null })
    const stored = await addImage(id, picture.name, picture.bytes)
    if (stored.ok) return done({ ...words, picture: stored.value })
    return words.title === '' ? stored : done({ ...words, picture: null, pictureProblem: stored.problem })
  }

  return {
    fetchEmbed: async (id, url) => {
      const mine: Running = { draft: id, url, cancelling: new AbortController() }
      running.add(mine)
      try {
        const fetched: Outcome<Fetched> = await perform('fetchEmbed', [id, url], () =>
          fetchAll(url, mine.cancelling.signal),
        )
        return fetched.ok ? await store(id, fetched.value) : fetched
      } finally {
        running.delete(mine)
      }
    },
    cancelEmbed: (id, url) =>
      perform('cancelEmbed', [id, url], () => {
        for (const { draft, url: asked, cancelling } of running)
          if (draft === id && asked === url) cancelling.abort(deskProblem('failed', 'embedCancelled'))
        return Promise.resolve(null)
      }),
  }
}
