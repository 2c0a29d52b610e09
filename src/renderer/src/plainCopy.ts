/**
 * Copies an argument of a call to plain data, which Electron's ipc can clone and JSON can carry. Vue's reactive proxies
 * become plain objects; bytes are not copied.
 * @throws TypeError for a function, a symbol, or an object of a class
 */
export function plainCopy(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol')
    throw new TypeError(`a ${typeof value} cannot be sent to the desk`)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  if (Array.isArray(value)) return value.map(plainCopy)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError(`an object of the class ${value.constructor.name} cannot be sent to the desk`)
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plainCopy(field)]))
}
