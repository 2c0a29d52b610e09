import { createHash } from 'node:crypto'

/** Ways in which a draft's file can be no article any more. */
export interface Damaged {
  readonly what: string
  readonly make: (sound: Uint8Array) => Uint8Array | string
}

const json = (sound: Uint8Array): Record<string, unknown> =>
  JSON.parse(Buffer.from(sound).toString()) as Record<string, unknown>

/** The same article as a Galley to come would write it, its checksum fitting. */
export function ofNewerGalley(sound: Uint8Array): string {
  const { format, metadata, doc, ...others } = json(sound)
  const article = { format, version: 999, metadata, doc }
  const checksum = createHash('sha256').update(JSON.stringify(article)).digest('hex')
  return JSON.stringify({ ...others, ...article, checksum })
}

const nested = `${'{"content":['.repeat(5_000)}${']}'.repeat(5_000)}`

export const damages: readonly Damaged[] = [
  { what: 'is empty', make: () => '' },
  { what: 'is blank', make: () => ' \n' },
  { what: 'is all NULs', make: (sound) => new Uint8Array(sound.length) },
  { what: 'has NULs in its middle', make: (sound) => Uint8Array.from(sound).fill(0, 100, 200) },
  { what: 'is not UTF-8', make: (sound) => Uint8Array.from(sound).fill(0xff, 100, 101) },
  { what: 'is UTF-16', make: (sound) => Buffer.from(Buffer.from(sound).toString(), 'utf16le') },
  { what: 'is another kind of JSON', make: () => '{"name": "package"}' },
  { what: 'is null', make: () => 'null' },
  { what: 'is a list', make: () => '[]' },
  { what: 'is of a newer format', make: ofNewerGalley },
  { what: 'has no version', make: (sound) => JSON.stringify({ ...json(sound), version: undefined }) },
  { what: 'has no document', make: (sound) => JSON.stringify({ ...json(sound), doc: undefined }) },
  {
    what: 'has an unknown document',
    make: (sound) => JSON.stringify({ ...json(sound), doc: { type: 'x' } }),
  },
  {
    what: 'has content that is no array',
    make: (sound) => JSON.stringify({ ...json(sound), doc: { type: 'doc', content: 7 } }),
  },
  { what: 'has invalid metadata', make: (sound) => JSON.stringify({ ...json(sound), metadata: [7] }) },
  { what: 'is nested too deeply', make: () => `{"format":"galley-article","version":1,"doc":${nested}}` },
  { what: 'follows another', make: (sound) => Buffer.concat([sound, sound]) },
  {
    what: 'contains conflict markers',
    make: (sound) => `<<<<<<< mine\n${Buffer.from(sound).toString()}`,
  },
]
