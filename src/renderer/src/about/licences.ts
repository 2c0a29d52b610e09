/** A package that the app contains, as the build lists it. */
export interface Licence {
  readonly name: string
  readonly version: string
  /** An SPDX expression: `MIT`. */
  readonly licence: string
  readonly text: string
}

function isLicence(value: unknown): value is Licence {
  if (typeof value !== 'object' || value === null) return false
  const given = value as Readonly<Record<string, unknown>>
  return ['name', 'version', 'licence', 'text'].every((key) => typeof given[key] === 'string')
}

/** Returns the licences that the build wrote beside the page; none where there is no such file, as in development. */
export async function readLicences(): Promise<readonly Licence[]> {
  try {
    const response = await fetch('/licences.json')
    const list: unknown = response.ok ? await response.json() : []
    return Array.isArray(list) ? list.filter(isLicence) : []
  } catch {
    return []
  }
}
