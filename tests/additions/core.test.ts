import { afterEach, describe, expect, test } from 'vitest'
import { after, type Change, type Copy, listedFiles, plant } from './plant.ts'

/** Each test makes an addition in just the files that ARCHITECTURE.md names for it, and uses it as the app would. */

const copies: Copy[] = []
afterEach(async () => {
  for (const copy of copies.splice(0)) await copy.remove()
})

/** Plants changes; every changed file must be in the section's list. */
async function add(
  section: string,
  names: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, Change>>,
): Promise<Copy> {
  const listed = await listedFiles(section, names)
  expect(listed).toEqual(expect.arrayContaining(Object.keys(changes)))
  const copy = await plant(changes)
  copies.push(copy)
  return copy
}

describe('a target', () => {
  test('is written by the desk and by the command once its file is listed', async () => {
    const copy = await add(
      'Add a target',
      { name: 'loud' },
      {
        'src/article/targets/loud.ts': () =>
          `import type { Target } from './target.ts'
         import { json } from './json.ts'
         export const loud: Target = { ...json, id: 'loud', profile: 'loud', write: () => 'LOUD' }`,
        'src/article/targets/index.ts': (before) =>
          `import { loud } from './loud.ts'\n${before.replace('structured, json]', 'structured, json, loud]')}`,
      },
    )
    const printed = await copy.run(`
      import { writeFileSync } from 'node:fs'
      import { targetById } from './src/article/index.ts'
      import { run } from './src/cli/run.ts'
      writeFileSync('article.txt', 'Ferries')
      console.log(targetById('loud').format)
      await run(['convert', 'article.txt', '--to', 'json', '--profile', 'loud'])
    `)
    expect(printed).toBe('json\nLOUD')
  })
})

describe('a check', () => {
  test('reports its findings once its block names it', async () => {
    const copy = await add(
      'Add a check',
      { name: 'quote' },
      {
        'src/blocks/quote/checks.ts': () =>
          `import type { ChecksFace } from '../block.ts'
         import { textOf } from '../node.ts'
         export const checks: ChecksFace = {
           quote: (quote) => [{ level: 'warn', what: 'A quote', at: textOf(quote) }],
         }`,
        'src/blocks/quote/index.ts': (before) =>
          `import { checks } from './checks.ts'\n${before.replace('  html,\n', '  html,\n  checks,\n')}`,
      },
    )
    const printed = await copy.run(`
      import { findings, readMarkdown } from './src/article/index.ts'
      console.log(JSON.stringify(findings(readMarkdown('# Head\\n\\n> Said.\\n'))))
    `)
    expect(JSON.parse(printed)).toEqual([{ level: 'warn', what: 'A quote', at: 'Said.', block: 0 }])
  })
})

describe('a call', () => {
  test('is carried out by the desk, in words if it fails, once it has a row and a method', async () => {
    const copy = await add(
      'Add a call',
      { subject: 'library' },
      {
        'src/contract/library.ts': after(
          'export interface LibraryCalls {\n',
          '  countDrafts(atMost: number): Promise<Outcome<number>>\n',
        ),
        'src/calls.ts': after(
          'export const DESK_CALLS: { readonly [Call in keyof Desk]: CallRow } = {\n',
          "  countDrafts: row([guard.count], 'libraryUnread', unqueued),\n",
        ),
        'src/contract/locales/en.json': after(
          '"attempts": {\n',
          '    "countDrafts": "The drafts were not counted",\n',
        ),
        'src/desk/calls/libraryCalls.ts': after(
          "    listTrash: () => perform('listTrash', [], () => listTrash(context)),\n",
          "    countDrafts: (most) => perform('countDrafts', [most], async () => Math.min(most, (await listTrash(context)).length)),\n",
        ),
      },
    )
    const printed = await copy.run(`
      import { openDesk } from './src/desk/index.ts'
      const settings = { read: () => ({}), write: () => undefined, notices: [] }
      const opened = await openDesk({ library: 'library', cache: 'cache', settings })
      const { desk } = opened.value.connectPage()
      console.log(JSON.stringify([await desk.countDrafts(5), await desk.countDrafts('many')]))
      await opened.value.close()
    `)
    const [counted, refused] = JSON.parse(printed) as readonly unknown[]
    expect(counted).toEqual({ ok: true, value: 0 })
    expect(refused).toMatchObject({ ok: false, problem: { code: 'invalid' } })
    expect(JSON.stringify(refused)).toContain('The drafts were not counted')
  })
})

describe('a setting', () => {
  test('has its default and its guard once it has a row', async () => {
    const copy = await add(
      'Add a setting',
      {},
      {
        'src/settings.ts': after('export const SETTINGS = [\n', "  toggle('writing', 'ruler', true),\n"),
      },
    )
    const printed = await copy.run(`
      import { DEFAULT_SETTINGS, isSettingsChange, settingsFrom } from './src/settings.ts'
      console.log(JSON.stringify([
        settingsFrom({ ruler: false }).ruler,
        settingsFrom({ ruler: 'long' }).ruler,
        isSettingsChange({ ...DEFAULT_SETTINGS, ruler: 'long' }),
      ]))
    `)
    expect(JSON.parse(printed)).toEqual([false, true, false])
  })
})
