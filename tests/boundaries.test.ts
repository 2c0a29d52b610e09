import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = dirname(import.meta.dirname)
const CONFIG = join(ROOT, '.dependency-cruiser.cjs')
const CRUISER = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')

/** A house of the same rooms, in which every arrow is right: what the planted ones are seen against. */
const HOUSE: Readonly<Record<string, readonly string[]>> = {
  'src/text/quotes.ts': ['./unicode.ts'],
  'src/text/unicode.ts': [],
  'src/blocks/block.ts': ['prosemirror-model', 'mdast', 'mdast-util-directive'],
  'src/blocks/caption/schema.ts': ['../block.ts', '../../text/quotes.ts'],
  'src/blocks/caption/index.ts': ['./schema.ts'],
  'src/blocks/caption/Caption.vue': ['vue'],
  'src/blocks/caption/commands.ts': ['@tiptap/core'],
  'src/blocks/caption/view.ts': ['./Caption.vue', './commands.ts', '../_view/frame.ts'],
  'src/blocks/turn/schema.ts': ['../block.ts'],
  'src/blocks/turn/index.ts': ['./schema.ts'],
  'src/blocks/_view/frame.ts': ['@tiptap/core'],
  'src/blocks/index.ts': ['./caption/index.ts', './turn/index.ts'],
  'src/blocks/views.ts': ['./caption/view.ts'],
  'src/article/schema.ts': ['../blocks/index.ts', 'hast-util-to-html', 'markdown-it'],
  'src/article/index.ts': ['./schema.ts'],
  'src/contract/drafts.ts': ['../article/index.ts'],
  'src/contract/messages.ts': ['../text/messages.ts'],
  'src/text/messages.ts': ['@intlify/core-base'],
  'src/settings.ts': ['./contract/drafts.ts'],
  'src/desk.ts': ['./article/index.ts', './contract/drafts.ts', './settings.ts'],
  'src/calls.ts': ['./desk.ts', './contract/messages.ts'],
  'src/wire.ts': [],
  'src/desk/disk/files.ts': ['node:fs'],
  'src/desk/disk/index.ts': ['./files.ts'],
  'src/desk/drafts.ts': ['./disk/files.ts', '../desk.ts', '../article/index.ts'],
  'src/desk/index.ts': ['./drafts.ts'],
  'src/hosting/builtPage.ts': ['node:fs', '../desk/index.ts', '../calls.ts', '../text/quotes.ts'],
  'src/main/window.ts': ['../hosting/builtPage.ts'],
  'src/main/index.ts': ['electron', 'electron-store', '../desk/index.ts', './window.ts'],
  'src/preload/index.ts': ['electron', '../calls.ts'],
  'src/web/index.ts': ['node:http', '../desk/index.ts', '../wire.ts', '../hosting/builtPage.ts'],
  'src/cli/galley.ts': ['node:fs', '../article/index.ts', '../desk/disk/index.ts'],
  'src/renderer/src/desk.ts': ['../../desk.ts', '../../wire.ts'],
  'src/renderer/src/stores/draft.ts': ['pinia', '../desk.ts'],
  'src/renderer/src/components/Page.vue': ['../stores/draft.ts', '../editor/editor.ts'],
  'src/renderer/src/editor/editor.ts': ['../../../blocks/views.ts', '../../../article/index.ts'],
  'src/renderer/src/main.ts': ['./components/Page.vue'],
  'tests/build.ts': [],
}

interface Planted {
  readonly file: string
  readonly imports: readonly string[]
  /** True if the imports are of types alone: an arrow all the same. */
  readonly typed?: boolean
}

/** For every rule at least one import that it must refuse. The files are new ones, beside the right ones. */
const PLANTED: Readonly<Record<string, readonly Planted[]>> = {
  'no-circular': [
    { file: 'src/desk/ring.ts', imports: ['./rung.ts'] },
    { file: 'src/desk/rung.ts', imports: ['./ring.ts'] },
  ],
  'page-folders-one-way': [
    { file: 'src/renderer/src/shell/menu.ts', imports: ['../commands/list.ts'] },
    { file: 'src/renderer/src/shell/frame.ts', imports: ['./menu.ts'] },
    { file: 'src/renderer/src/commands/toggle.ts', imports: ['../shell/frame.ts'] },
    { file: 'src/renderer/src/commands/list.ts', imports: [] },
  ],
  'no-orphan': [{ file: 'src/desk/forgotten.ts', imports: [] }],
  'not-to-unresolvable': [{ file: 'src/web/wish.ts', imports: ['a-package-nobody-has'] }],
  'text-is-a-leaf': [
    { file: 'src/text/curious.ts', imports: ['../blocks/block.ts'] },
    { file: 'src/text/typed.ts', imports: ['../blocks/block.ts'], typed: true },
  ],
  'pure-core-packages': [
    { file: 'src/article/onDisk.ts', imports: ['node:fs'] },
    { file: 'src/text/reactive.ts', imports: ['vue'] },
    { file: 'src/blocks/caption/text.ts', imports: ['@tiptap/core'] },
    { file: 'src/blocks/turn/bridge.ts', imports: ['electron'] },
    { file: 'src/blocks/helper.ts', imports: ['node:path'] },
  ],
  'core-knows-no-view': [
    { file: 'src/blocks/caption/html.ts', imports: ['./view.ts'] },
    { file: 'src/blocks/turn/text.ts', imports: ['../_view/frame.ts'] },
    { file: 'src/article/shown.ts', imports: ['../blocks/views.ts'] },
    { file: 'src/desk/shown.ts', imports: ['../renderer/src/stores/draft.ts'] },
  ],
  'blocks-not-to-article': [
    { file: 'src/blocks/turn/upward.ts', imports: ['../../article/index.ts'] },
    { file: 'src/blocks/_view/upward.ts', imports: ['../../desk.ts'] },
  ],
  'article-not-upward': [{ file: 'src/article/upward.ts', imports: ['../desk/drafts.ts'] }],
  'desk-not-to-hosts': [{ file: 'src/desk/upward.ts', imports: ['../web/index.ts'] }],
  'contract-stands-apart': [
    { file: 'src/desk.ts', imports: ['./blocks/index.ts'] },
    { file: 'src/contract/inside.ts', imports: ['../text/unicode.ts'] },
    { file: 'src/contract/kept.ts', imports: ['../desk/drafts.ts'] },
  ],
  'block-is-an-island': [{ file: 'src/blocks/turn/neighbour.ts', imports: ['../caption/index.ts'] }],
  'block-by-its-doors': [
    { file: 'src/article/inside.ts', imports: ['../blocks/caption/schema.ts'] },
    { file: 'src/blocks/inside.ts', imports: ['./turn/schema.ts'] },
  ],
  'desk-by-its-door': [
    { file: 'src/web/inside.ts', imports: ['../desk/drafts.ts'] },
    { file: 'src/main/inside.ts', imports: ['../desk/disk/files.ts'], typed: true },
  ],
  'disk-knows-no-draft': [{ file: 'src/desk/disk/curious.ts', imports: ['../drafts.ts'] }],
  'article-by-its-door': [
    { file: 'src/desk/inside.ts', imports: ['../article/schema.ts'] },
    { file: 'src/cli/inside.ts', imports: ['../article/schema.ts'] },
  ],
  'hosting-not-upward': [
    { file: 'src/hosting/upward.ts', imports: ['../main/window.ts'] },
    { file: 'src/hosting/inside.ts', imports: ['../desk/drafts.ts'] },
    { file: 'src/hosting/typed.ts', imports: ['../web/index.ts'], typed: true },
  ],
  'hosting-for-hosts': [
    { file: 'src/desk/hosted.ts', imports: ['../hosting/builtPage.ts'] },
    { file: 'src/renderer/src/hosted.ts', imports: ['../../hosting/builtPage.ts'] },
    { file: 'src/preload/hosted.ts', imports: ['../hosting/builtPage.ts'], typed: true },
  ],
  'processes-apart': [
    { file: 'src/web/across.ts', imports: ['../main/window.ts'] },
    { file: 'src/cli/across.ts', imports: ['../web/index.ts'] },
  ],
  'page-not-to-disk': [{ file: 'src/renderer/src/stores/disk.ts', imports: ['../../../desk/drafts.ts'] }],
  'preload-only-contract': [{ file: 'src/preload/more.ts', imports: ['../article/index.ts'] }],
  'electron-in-shell-only': [
    { file: 'src/desk/shell.ts', imports: ['electron'] },
    { file: 'src/web/settings.ts', imports: ['electron-store'] },
    { file: 'src/desk/typed.ts', imports: ['electron'], typed: true },
  ],
  'no-node-in-page': [
    { file: 'src/renderer/src/editor/node.ts', imports: ['node:path'] },
    { file: 'src/blocks/_view/node.ts', imports: ['node:path'] },
  ],
  'components-not-to-desk': [
    { file: 'src/renderer/src/components/Direct.vue', imports: ['../desk.ts'] },
    { file: 'src/renderer/src/editor/direct.ts', imports: ['../desk.ts'] },
  ],
  'stores-not-to-components': [
    { file: 'src/renderer/src/stores/shown.ts', imports: ['../components/Page.vue'] },
  ],
  'no-tests-in-src': [{ file: 'src/cli/tested.ts', imports: ['../../tests/build.ts'] }],
}

/** Packages the house stands on, as empty ones: what is in them is nothing to the rules. */
const PACKAGES = [
  'prosemirror-model',
  'mdast',
  'mdast-util-directive',
  'hast-util-to-html',
  'markdown-it',
  'vue',
  'pinia',
  '@tiptap/core',
  'electron',
  'electron-store',
  '@intlify/core-base',
]

interface Violation {
  readonly from: string
  readonly to: string
  readonly rule: { readonly name: string }
}

function source({ file, imports, typed = false }: Planted): string {
  const what = typed ? 'type {} from ' : ''
  const lines = imports.map((name) => `import ${what}'${name}'`).join('\n')
  return file.endsWith('.vue') ? `<script setup lang="ts">\n${lines}\n</script>\n` : `${lines}\nexport {}\n`
}

async function build(folder: string, files: readonly Planted[]): Promise<void> {
  for (const planted of files) {
    await mkdir(dirname(join(folder, planted.file)), { recursive: true })
    await writeFile(join(folder, planted.file), source(planted))
  }
  for (const name of PACKAGES) {
    await mkdir(join(folder, 'node_modules', name), { recursive: true })
    await writeFile(
      join(folder, 'node_modules', name, 'package.json'),
      JSON.stringify({ name, main: 'index.js' }),
    )
    await writeFile(join(folder, 'node_modules', name, 'index.js'), '')
  }
  const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, '1.0.0']))
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'house', type: 'module', dependencies }),
  )
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.base.json'])
    await writeFile(join(folder, name), await readFile(join(ROOT, name)))
}

/** Every violation that dependency-cruiser sees in a folder laid out as the project is. */
async function violations(folder: string): Promise<readonly Violation[]> {
  const args = [CRUISER, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  // Violations are told by the exit code as well; here only what is said counts.
  const said = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 1 << 26 }).catch(
    (error: unknown) => error as { readonly stdout: string; readonly stderr: string },
  )
  if (!said.stdout.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${said.stderr}`)
  const { summary } = JSON.parse(said.stdout) as { readonly summary: { readonly violations: Violation[] } }
  return summary.violations
}

const house = Object.entries(HOUSE).map(([file, imports]) => ({ file, imports }))
const { forbidden } = createRequire(import.meta.url)(CONFIG) as {
  readonly forbidden: readonly { name: string }[]
}

describe('the dependency rules', () => {
  let folder = ''
  let found: readonly Violation[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'galley-arrows-'))
    await build(join(folder, 'right'), house)
    await build(join(folder, 'wrong'), [...house, ...Object.values(PLANTED).flat()])
    found = await violations(join(folder, 'wrong'))
  }, 60_000)

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  test('each have a bad import planted for them', () => {
    expect(Object.keys(PLANTED).toSorted()).toEqual(forbidden.map(({ name }) => name).toSorted())
  })

  test('accept a tree in which every import is allowed', async () => {
    const seen = await violations(join(folder, 'right'))
    expect(seen).toEqual([])
  }, 30_000)

  for (const [rule, files] of Object.entries(PLANTED))
    for (const { file, imports } of files)
      test(`${rule} refuses ${file}${imports.length > 0 ? ` -> ${imports.join(', ')}` : ''}`, () => {
        // A rule about folders names the folders.
        const refusals = found.filter((each) =>
          [file, dirname(file)].some((path) => each.from === path || each.to === path),
        )
        expect(refusals.map((each) => each.rule.name)).toContain(rule)
      })

  test('refuse no planted import for any other reason', () => {
    const planted = new Set(
      Object.values(PLANTED).flatMap((files) => files.flatMap(({ file }) => [file, dirname(file)])),
    )
    const innocent = found.filter(({ from, rule }) => !planted.has(from) && rule.name !== 'no-orphan')
    expect(innocent.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([])
  })
})

describe('the pure part', () => {
  /** What the compiler says of a line under the pure part's own settings. */
  function complaints(line: string): readonly string[] {
    const path = join(ROOT, 'tsconfig.pure.json')
    const { config } = ts.readConfigFile(path, (file) => ts.sys.readFile(file)) as {
      readonly config: unknown
    }
    const { tsBuildInfoFile: _, ...options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT).options
    const planted = join(ROOT, 'src', 'text', 'planted.ts')
    const files = [planted, join(ROOT, 'src', 'text', 'runtime.d.ts')]
    const host = ts.createCompilerHost(options)
    const read = host.getSourceFile.bind(host)
    host.getSourceFile = (file, version, ...others) =>
      file === planted ? ts.createSourceFile(file, line, version) : read(file, version, ...others)
    const program = ts.createProgram(files, { ...options, composite: false }, host)
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
  }

  test('compiles plain TypeScript', () => {
    expect(complaints("export const length = new URL('https://a.example').host.length")).toEqual([])
  })

  for (const [name, line] of [
    ['document', 'export const title = document.title'],
    ['window', 'export const width = window.innerWidth'],
    ['process', 'export const folder = process.cwd()'],
    ['Buffer', "export const bytes = Buffer.from('')"],
    ['setTimeout', 'setTimeout(() => undefined, 1)'],
  ] as const)
    test(`does not compile a bare ${name}`, () => {
      expect(complaints(line).join('\n')).toContain(`'${name}'`)
    })
})
