import type { Shell } from 'electron'
import { done, problem, type Outcome } from '../desk.ts'
import { safeUrl } from '../text/url.ts'

/**
 * Opens an address with the system's own program for it: https, http and mailto alone, for the system would as
 * readily start a program or mount a share (`file:`, `\\host`, `ms-msdt:`).
 */
export async function openExternal(
  shell: Pick<Shell, 'openExternal'>,
  address: string,
): Promise<Outcome<null>> {
  const url = safeUrl(address)
  if (url === null)
    return problem(
      'invalid',
      `Galley does not open “${address.slice(0, 100)}”.`,
      'Nothing was opened.',
      'Only https, http and mailto addresses can be opened.',
    )
  try {
    await shell.openExternal(url.href)
    return done(null)
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause)
    return problem(
      'failed',
      `The system did not open ${url.href}: ${said}.`,
      'Your draft is not concerned.',
      'Copy the address into a browser.',
    )
  }
}
