/**
 * Copies the argument of a call: plain data alone, so that it can be cloned on its way. Reactive proxies become what they
 * stand for; bytes are passed as they are.
 * @throws TypeError for a function, a symbol, or an object of a class.
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
