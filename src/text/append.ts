/**
 * Adds items to the end of an array. Not `into.push(...items)`: an engine takes some 100,000 arguments, and an article may
 * have more blocks.
 */
export function append<T>(into: T[], items: readonly T[]): void {
  for (const item of items) into.push(item)
}
