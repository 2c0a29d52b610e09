import tls from 'node:tls'

/** What the authorities are read from: Node's own and the operating system's lists, as PEM. */
export type CertificateLists = Partial<Pick<typeof tls, 'getCACertificates'>>

/**
 * Returns the certificate authorities to trust, as PEM: Node's own and those of the operating system, where a company adds
 * its proxy's. Undefined, which is Node's own, if the runtime has no list of the system's (Node before 22.15).
 */
export function certificateAuthorities(lists: CertificateLists = tls): string[] | undefined {
  const { getCACertificates } = lists
  if (getCACertificates === undefined) return undefined
  try {
    return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])]
  } catch {
    return undefined
  }
}

let known: { readonly authorities: string[] | undefined } | null = null

/** As {@link certificateAuthorities}, read once in a process: the system takes about a tenth of a second. */
export function systemAuthorities(): string[] | undefined {
  known ??= { authorities: certificateAuthorities() }
  return known.authorities
}
