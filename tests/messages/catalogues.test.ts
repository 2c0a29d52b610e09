import { compile } from '@intlify/core-base'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { catalogueOf, catalogues, sources } from './sources.ts'

const all = catalogues()
const files = sources('.ts', '.vue')

/** The names in a message that values replace: `{name}`, but not the literal `{'@'}`. */
function placeholders(message: string): Set<string> {
  return new Set([...message.matchAll(/\{\s*(\w+)\s*\}/g)].map(([, name = '']) => name))
}

/** Every call of `t` in a text, in scripts and templates alike, as its source. */
function callsIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w.$])t\(/g)].flatMap(({ index }) => {
    let depth = 0
    for (let at = index + 1; at < text.length; at += 1) {
      if (text[at] === '(') depth += 1
      if (text[at] === ')') depth -= 1
      if (depth === 0) return [text.slice(index, at + 1)]
    }
    return []
  })
}

/** The literal keys that a call may look up, and the names of the values that it passes; null where these cannot be told. */
function readCall(source: string): { keys: string[]; names: Set<string> | null } {
  const file = ts.createSourceFile('call.ts', source, ts.ScriptTarget.Latest)
  const [statement] = file.statements
  const call =
    statement !== undefined && ts.isExpressionStatement(statement) ? statement.expression : undefined
  if (call === undefined || !ts.isCallExpression(call)) return { keys: [], names: null }
  const [key, values] = call.arguments
  const keys: string[] = []
  const collect = (node: ts.Expression): void => {
    if (ts.isStringLiteral(node)) keys.push(node.text)
    else if (ts.isConditionalExpression(node)) {
      collect(node.whenTrue)
      collect(node.whenFalse)
    }
  }
  if (key !== undefined) collect(key)
  if (values === undefined) return { keys, names: new Set() }
  if (!ts.isObjectLiteralExpression(values)) return { keys, names: null }
  const names = values.properties.map((property) =>
    property.name !== undefined && ts.isIdentifier(property.name) ? property.name.text : null,
  )
  return { keys, names: names.includes(null) ? null : new Set(names as string[]) }
}

describe('the catalogues', () => {
  it('are found', () => {
    expect(all.map(({ room }) => room)).toContain('src/renderer/src')
    expect(all.every(({ messages }) => messages.size > 0)).toBe(true)
  })

  it('compile', () => {
    const faults: string[] = []
    for (const { room, messages } of all)
      for (const [key, message] of messages) {
        const onError = (error: Error): void => void faults.push(`${room} ${key}: ${error.message}`)
        compile(message, {
          locale: 'en',
          key,
          onError,
          onCacheKey: (source: string) => `${room} ${source}`,
        })
      }
    expect(faults).toEqual([])
  })

  it('have no message that nothing looks up', () => {
    const code = files.map(({ text }) => text).join('\n')
    const literals = new Set([...code.matchAll(/['"`]([\w.-]+)['"`]/g)].map(([, literal = '']) => literal))
    // A key that is put together, `library.row.${state}`, stands for all keys of that form.
    const patterns = [
      ...code.matchAll(/`((?:[\w.-]|\$\{[^`{}]*\})*\$\{[^`{}]*\}(?:[\w.-]|\$\{[^`{}]*\})*)`/g),
    ]
      .filter(([, template = '']) => /\w\.\$|\}\.\w/.test(template))
      .map(
        ([, template = '']) =>
          new RegExp(
            `^${template
              .replace(/\$\{[^}]*\}+/g, '\u0000')
              .replaceAll('.', '\\.')
              .replaceAll('\u0000', '[\\w.-]+')}$`,
            'u',
          ),
      )
    const unused = all.flatMap(({ room, messages }) =>
      [...messages.keys()]
        .filter((key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)))
        .map((key) => `${room}: ${key}`),
    )
    expect(unused).toEqual([])
  })

  it('have a message for each literal key, and the code passes the values it names', () => {
    const faults: string[] = []
    for (const { path, text } of files)
      for (const source of callsIn(text)) {
        const { keys, names } = readCall(source)
        const messages = catalogueOf(all, path)?.messages
        for (const key of messages === undefined ? [] : keys) {
          const message = messages?.get(key)
          if (message === undefined) faults.push(`${path}: there is no message ${key}`)
          if (message === undefined || names === null) continue
          const wanted = placeholders(message)
          for (const name of wanted) if (!names.has(name)) faults.push(`${path}: ${key} needs ${name}`)
          for (const name of names)
            if (!wanted.has(name) && name !== 'count') faults.push(`${path}: ${key} does not use ${name}`)
        }
      }
    expect(faults).toEqual([])
  })
})
