import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/** Returns the fuses of Electron's program by name, and whether each is on. */
export async function readFuses(program: string): Promise<Record<string, boolean>> {
  const wire = await getCurrentFuseWire(program)
  const fuses = Object.entries(FuseV1Options).filter(
    (entry): entry is [string, FuseV1Options] => typeof entry[1] === 'number',
  )
  return Object.fromEntries(fuses.map(([name, fuse]) => [name, wire[fuse] === FuseState.ENABLE]))
}
