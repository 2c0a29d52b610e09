import { parse } from 'vue/compiler-sfc'
import { expect, it } from 'vitest'
import { sources } from './sources.ts'

type Ast = NonNullable<NonNullable<ReturnType<typeof parse>['descriptor']['template']>['ast']>
type Child = Ast['children'][number]
type Element = Extract<Child, { readonly tag: string }>

/** Attributes that a writer reads or hears. */
const VISIBLE = new Set(['title', 'aria-label', 'aria-description', 'placeholder', 'alt', 'label'])

/** A scheme such as `https://` is the same in every language. */
const hasLetters = (text: string): boolean => /\p{L}/u.test(text.replace(/^https:\/\/$/, ''))

/** Letters in the literals of an expression such as `{{ isOn ? 'Yes' : t('no') }}`, without message keys and names of keyboard keys. */
function literalsIn(expression: string): string[] {
  const withoutKeys = expression.replace(
    /\b(?:t|keysLabel|keysForReaders)\(\s*(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g,
    '',
  )
  // A word that begins with a capital, or several words: anything else is a name in the program.
  return [...withoutKeys.matchAll(/'([^']*)'|`([^`]*)`/g)]
    .map(([, single, template]) => single ?? template ?? '')
    .map((literal) => literal.replace(/\$\{[^}]*\}/g, ''))
    .filter((literal) => /^\p{Lu}/u.test(literal.trim()) || /\p{L}\s+\p{L}/u.test(literal))
}

/** The raw text in an attribute or a binding that a writer reads or hears. */
function rawTextOfProp(prop: Element['props'][number]): string[] {
  if ('value' in prop) {
    const value = prop.value?.content ?? ''
    return VISIBLE.has(prop.name) && hasLetters(value) ? [value] : []
  }
  const name = prop.arg !== undefined && 'content' in prop.arg ? prop.arg.content : ''
  if (prop.name !== 'bind' || !VISIBLE.has(name)) return []
  return prop.exp !== undefined && 'content' in prop.exp ? literalsIn(prop.exp.content) : []
}

/** The raw text that a node of a template shows. Text in `pre` and `code` counts, too; comments do not. */
function rawText(node: Child): string[] {
  if ('tag' in node) return [...node.props.flatMap(rawTextOfProp), ...node.children.flatMap(rawText)]
  if (!('content' in node) || node.loc.source.startsWith('<!--')) return []
  const { content } = node
  if (typeof content === 'string') return hasLetters(content) ? [content.trim()] : []
  return 'content' in content && typeof content.content === 'string' ? literalsIn(content.content) : []
}

function rawTextOf(template: string): string[] {
  const { descriptor } = parse(template)
  return (descriptor.template?.ast?.children ?? []).flatMap(rawText)
}

it('finds text in nodes, attributes and expressions', () => {
  expect(
    rawTextOf(`<template><p title="Open">New <b>{{ isOn ? 'On' : t('off') }}</b></p></template>`),
  ).toEqual(['Open', 'New', 'On'])
  expect(
    rawTextOf(`<template><p :aria-label="\`Pin \${name} here\`">· {{ t('a.b', { c: 1 }) }}</p></template>`),
  ).toEqual(['Pin  here'])
})

it('no template shows text that is not in a catalogue', () => {
  const raw = sources('.vue').flatMap(({ path, text }) => rawTextOf(text).map((found) => `${path}: ${found}`))
  expect(raw).toEqual([])
})
