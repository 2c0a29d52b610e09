import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { run } from '../../src/cli/run.ts'

const GALLEY = join(import.meta.dirname, '..', '..', 'src', 'cli', 'galley.ts')

const RECAP = `A Quiet Morning On Set

“Nobody told me it was live.”

The crew arrived before the sun did, and the coffee before the crew.

Ada Moran: “Is this thing on?”
Bo Lind: “It always was.”

Source: The Morning Desk`

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-cli-'))
  await writeFile(join(folder, 'recap.txt'), RECAP)
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command in the test's folder, with `input` on its standard input. */
function galley(args: readonly string[], input: string | Uint8Array = ''): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [GALLEY, ...args], { cwd: folder })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()))
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code, stdout, stderr })
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

/** As {@link galley}, without a process of its own: thirty of these would take as many seconds. */
async function inProcess(args: readonly string[]): Promise<Ran> {
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    vi.spyOn(process[stream], 'write').mockImplementation((data) => {
      said[stream] += String(data)
      return true
    })
  const before = process.cwd()
  process.chdir(folder)
  try {
    return { code: await run(args), ...said }
  } finally {
    process.chdir(before)
    vi.restoreAllMocks()
  }
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content)
  return name
}

describe('galley outline', () => {
  test('prints what an article is made of, as JSON with one space of indent', async () => {
    const { code, stdout, stderr } = await galley(['outline', 'recap.txt'])
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual([
      { type: 'headline', text: 'A Quiet Morning On Set' },
      { type: 'standfirst', text: '“Nobody told me it was live.”' },
      { type: 'paragraph', text: 'The crew arrived before the sun did, and the coffee before the crew.' },
      { type: 'turn', speaker: 'Ada Moran', to: null, text: '“Is this thing on?”' },
      { type: 'turn', speaker: 'Bo Lind', to: null, text: '“It always was.”' },
      { type: 'source', text: 'The Morning Desk' },
    ])
    expect(stdout.startsWith('[\n {\n  "type": "headline",\n')).toBe(true)
    expect(stdout.endsWith(' }\n]')).toBe(true)
  })

  test('reads standard input for -', async () => {
    const fromFile = await galley(['outline', 'recap.txt'])
    expect(await galley(['outline', '-'], RECAP)).toEqual(fromFile)
  })

  for (const [encoding, bytes] of [
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${RECAP}`)],
    ['UTF-16, little end first', Buffer.from(`\uFEFF${RECAP}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${RECAP}`, 'utf16le').swap16()],
  ] as const)
    test(`reads ${encoding}`, async () => {
      const fromFile = await galley(['outline', 'recap.txt'])
      expect(await galley(['outline', await file('encoded.txt', bytes)])).toEqual(fromFile)
    })
})

describe('galley convert', () => {
  test('gives every form back as the same article', async () => {
    const { stdout: plain } = await galley(['outline', 'recap.txt'])
    for (const [format, profile, ending] of [
      ['json', 'article', 'json'],
      ['md', 'structured', 'md'],
    ] as const) {
      const out = `again.${ending}`
      const converted = await galley([
        'convert',
        'recap.txt',
        '--to',
        format,
        '--profile',
        profile,
        '-o',
        out,
      ])
      expect(converted).toEqual({ code: 0, stdout: '', stderr: '' })
      expect((await galley(['outline', out])).stdout, format).toBe(plain)
    }
  })

  test('prints the default profile of a format', async () => {
    const page = await galley(['convert', 'recap.txt', '--to', 'html'])
    expect(page.stdout).toMatch(/^<!doctype html>/i)
    const portable = await galley(['convert', 'recap.txt', '--to', 'md'])
    expect(portable.stdout).toContain('**Ada Moran**')
    const fragment = await galley(['convert', 'recap.txt', '--to', 'html', '--profile', 'fragment'])
    expect(fragment.stdout).not.toMatch(/<!doctype/i)
  })

  test('knows what standard input is by how it begins, or by --from', async () => {
    const { stdout: json } = await galley(['convert', 'recap.txt', '--to', 'json'])
    const { stdout: plain } = await galley(['outline', 'recap.txt'])
    expect((await galley(['outline', '-'], json)).stdout).toBe(plain)
    expect((await galley(['outline', '-', '--from', 'json'], json)).stdout).toBe(plain)
    expect((await galley(['outline', '-'], '<p>One.</p>')).stdout).not.toContain('<p>')
    expect((await galley(['outline', '-', '--from', 'txt'], '<p>One.</p>')).stdout).toContain('<p>')
  })

  test('writes where a link leads, and the link stays one', async () => {
    await file('real.md', 'old')
    await symlink('real.md', join(folder, 'link.md'))
    await galley(['convert', 'recap.txt', '--to', 'md', '-o', 'link.md'])
    expect(await readFile(join(folder, 'real.md'), 'utf8')).toContain('A Quiet Morning')
  })

  test('ends quietly when nobody reads on', async () => {
    const code = await new Promise((resolve) => {
      const child = spawn(process.execPath, [GALLEY, 'outline', 'recap.txt'], { cwd: folder })
      child.stdout.destroy()
      child.on('close', resolve)
    })
    expect(code).toBe(0)
  })
})

describe('bad input is told in one line that says what, where and how to mend it, and no file is touched:', () => {
  const cases: readonly (readonly [string, () => Promise<readonly string[]>, readonly string[]])[] = [
    ['nothing to do', () => Promise.resolve([]), ['convert', 'outline', '--help']],
    ['no such command', () => Promise.resolve(['proof', 'recap.txt']), ['proof', 'convert', 'outline']],
    ['no input', () => Promise.resolve(['outline']), ['input', '--help']],
    ['an input without a name', () => Promise.resolve(['outline', '']), ['input', '--help']],
    [
      'an output without a name',
      () => Promise.resolve(['convert', 'recap.txt', '--to', 'md', '-o', '']),
      ['--output', 'no file'],
    ],
    [
      'an article that holds what no article can',
      async () => [
        'convert',
        await file(
          'script.json',
          '{"format":"galley-article","version":1,"doc":{"type":"doc","content":[{"type":"headline"},' +
            '{"type":"standfirst"},{"type":"body","content":[{"type":"paragraph"},{"type":"script"}]}]}}',
        ),
        ...['--to', 'md', '-o', 'out.md'],
      ],
      ['script.json', 'script', 'doc.content[2].content[1]'],
    ],
    [
      'broken front matter',
      async () => [
        'convert',
        await file('broken.md', '---\ntitle: [a\n---\nx'),
        '--to',
        'html',
        '-o',
        'out.md',
      ],
      ['broken.md', 'line 2', 'front matter'],
    ],
    ['two inputs', () => Promise.resolve(['outline', 'recap.txt', 'b.txt']), ['b.txt', 'one file']],
    ['an unknown option', () => Promise.resolve(['outline', 'recap.txt', '--loud']), ['--loud', '--help']],
    ['an option without its value', () => Promise.resolve(['convert', 'recap.txt', '--to']), ['--to']],
    ['no format', () => Promise.resolve(['convert', 'recap.txt']), ['--to', 'md', 'html', 'json']],
    [
      'an unknown format',
      () => Promise.resolve(['convert', 'recap.txt', '--to', 'docx']),
      ['docx', 'md, json'],
    ],
    [
      'an unknown profile',
      () => Promise.resolve(['convert', 'recap.txt', '--to', 'md', '--profile', 'page', '-o', 'out.md']),
      ['page', 'portable', 'structured'],
    ],
    ['an unknown kind', () => Promise.resolve(['outline', 'recap.txt', '--from', 'rtf']), ['rtf', 'txt']],
    [
      'an option that outline has not',
      () => Promise.resolve(['outline', 'recap.txt', '-o', 'x']),
      ['--output'],
    ],
    [
      'a missing file',
      () => Promise.resolve(['convert', 'none.txt', '--to', 'md', '-o', 'out.md']),
      ['none.txt', 'no such file'],
    ],
    [
      'a folder',
      async () => {
        await mkdir(join(folder, 'drafts.md'), { recursive: true })
        return ['convert', 'drafts.md', '--to', 'md', '-o', 'out.md']
      },
      ['drafts.md', 'folder'],
    ],
    [
      'an unknown ending',
      async () => ['outline', await file('photo.png', 'x')],
      ['photo.png', '.png', '--from'],
    ],
    ['no ending', async () => ['outline', await file('recap', 'x')], ['recap', '--from']],
    [
      'binary data',
      async () => [
        'convert',
        await file('binary.txt', new Uint8Array([80, 75, 0, 4])),
        '--to',
        'md',
        '-o',
        'out.md',
      ],
      ['binary.txt', 'binary', 'UTF-8'],
    ],
    [
      'bytes that are no UTF-8',
      async () => ['outline', await file('latin.txt', Buffer.from('One\nCaf\xe9\n', 'latin1'))],
      ['latin.txt', 'line 2', 'UTF-8'],
    ],
    [
      'an empty file',
      async () => ['outline', await file('empty.txt', ' \n')],
      ['empty.txt', 'nothing in it'],
    ],
    [
      'broken JSON',
      async () => ['convert', await file('cut.json', '{"format": "galley-art'), '--to', 'md', '-o', 'out.md'],
      ['cut.json', 'not JSON'],
    ],
    [
      'JSON of something else',
      async () => ['outline', await file('other.json', '{"a": 1}')],
      ['other.json', 'galley-article'],
    ],
    [
      'an output folder that is not there',
      () => Promise.resolve(['convert', 'recap.txt', '--to', 'md', '-o', 'no/out.md']),
      ['no/out.md', 'no folder'],
    ],
    [
      'a folder for an output',
      async () => {
        await mkdir(join(folder, 'drafts.md'), { recursive: true })
        return ['convert', 'recap.txt', '--to', 'md', '-o', 'drafts.md']
      },
      ['drafts.md', 'folder'],
    ],
  ]

  for (const [name, args, words] of cases)
    test(name, async () => {
      await file('out.md', 'what was there')
      const given = await args()
      const before = await readdir(folder)
      const { code, stdout, stderr } = await inProcess(given)
      expect(code).toBe(2)
      expect(stdout).toBe('')
      expect(stderr).toMatch(/^galley: [^\n]+\.\n$/)
      for (const word of words) expect(stderr).toContain(word)
      expect(await readFile(join(folder, 'out.md'), 'utf8')).toBe('what was there')
      expect(await readdir(folder)).toEqual(before)
    })
})

test('a process that was given bad input ends with 2', async () => {
  expect((await galley(['outline', 'none.txt'])).code).toBe(2)
})

describe('about itself', () => {
  test('it prints how it is used', async () => {
    const { code, stdout } = await galley(['--help'])
    expect(code).toBe(0)
    for (const word of ['convert', 'outline', '--to', '--profile', 'portable (default)', 'page (default)'])
      expect(stdout).toContain(word)
  })

  test('it prints its version', async () => {
    const { version } = JSON.parse(
      await readFile(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'),
    ) as { readonly version: string }
    expect((await galley(['--version'])).stdout).toBe(`galley ${version}\n`)
  })
})
