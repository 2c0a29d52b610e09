import { t } from '../messages.ts'
import { type DeskProblem, deskProblem } from '../problems.ts'
import { fetchFromWeb, type Network, WebError, type WebReason } from '../web/fetchWeb.ts'
import { MAX_PICTURE_BYTES } from './cleanPicture.ts'

/** A picture as its server sent it, and what it may be called. */
export interface FetchedPicture {
  readonly name: string
  readonly bytes: Uint8Array
}

const ACCEPT = 'image/avif,image/webp,image/png,image/jpeg,image/gif'

/** What to do where it is worth trying again; elsewhere the picture can be saved with a browser. */
const MEND: Partial<Record<WebReason, () => string>> = {
  timeout: () => t('pictures.mend.tryAgain'),
  unreachable: () => t('pictures.mend.checkConnection'),
}

function fetchProblem({ reason, detail }: WebError): DeskProblem {
  const why = reason === 'tooLarge' ? t('pictures.fetch.tooLarge') : t(`web.${reason}`, { detail })
  return deskProblem('invalid', 'pictureNotFetched', {
    why,
    mend: MEND[reason]?.() ?? t('pictures.mend.saveWithBrowser'),
  })
}

/** Returns the last segment of an address's path, at most 100 characters; `picture` for none. */
function fileNameOf(url: URL): string {
  const last = url.pathname.split('/').at(-1) ?? ''
  return last === '' ? 'picture' : last.slice(0, 100)
}

/**
 * Fetches a picture from the public web, as {@link fetchFromWeb} does. The bytes are not checked: storing them does that.
 * @throws DeskProblem that says why it was not fetched; the reason of `signal`.
 */
export async function fetchPicture(
  address: string,
  network: Network = {},
  signal?: AbortSignal,
): Promise<FetchedPicture> {
  try {
    const wanted = { accept: ACCEPT, maxBytes: MAX_PICTURE_BYTES, signal }
    const { url, bytes } = await fetchFromWeb(address, wanted, network)
    return { name: fileNameOf(url), bytes }
  } catch (error) {
    throw error instanceof WebError ? fetchProblem(error) : error
  }
}
