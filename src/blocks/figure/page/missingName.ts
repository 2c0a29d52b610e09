/** Returns the name of the file in the address of a missing picture: `a tram.jpg` of `../photos/a%20tram.jpg?v=2`. */
export function missingName(address: string): string {
  const name =
    address
      .replace(/[?#].*$/u, '')
      .split('/')
      .at(-1) ?? ''
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
