import type { Shell } from 'electron'
import { done, problem, type Outcome } from '../desk.ts'
import { safeUrl } from '../text/url.ts'
import { t } from './messages.ts'

/** How much of a refused address the message quotes, in UTF-16 code units. */
const MAX_QUOTED_LENGTH = 100

/**
 * Opens an https, http, mailto or tel address with the system's own program for it. Other schemes are refused: the system
 * would run a program or mount a network share for them (`file:`, `\\host`, `ms-msdt:`).
 */
export async function openExternal(
  shell: Pick<Shell, 'openExternal'>,
  address: string,
): Promise<Outcome<null>> {
  const url = safeUrl(address)
  if (url === null)
    return problem(
      'invalid',
      t('address.refused', { address: address.slice(0, MAX_QUOTED_LENGTH) }),
      t('address.refusedSafe'),
      t('address.refusedMend'),
    )
  try {
    await shell.openExternal(url.href)
    return done(null)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    return problem(
      'failed',
      t('address.failed', { address: url.href, reason }),
      t('address.failedSafe'),
      t('address.failedMend'),
    )
  }
}
