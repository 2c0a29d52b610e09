import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
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

/** How a command ended. */
interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command in the test's folder, with `input` on its standard input. */
function galley(args: readonly string[], input: string | Uint8Array = ''): Promise<Run> {
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

/** Does the same as {@link galley} in this process, because thirty processes would take thirty seconds. */
async function inProcess(args: readonly string[]): Promise<Run> {
  const output = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    vi.spyOn(process[stream], 'write').mockImplementation((data) => {
      output[stream] += String(data)
      return true
    })
  const before = process.cwd()
  process.chdir(folder)
  try {
    return { code: await run(args), ...output }
  } finally {
    process.chdir(before)
    vi.restoreAllMocks()
  }
}

/** Writes a file to the test's folder; returns its name. */
async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content)
  return name
}

describe('galley outline', () => {
  test('prints the blocks of an article as JSON indented by one space', async () => {
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

  test('reads standard input if the input is -', async () => {
    const fromFile = await galley(['outline', 'recap.txt'])
    expect(await galley(['outline', '-'], RECAP)).toEqual(fromFile)
  })

  for (const [encoding, bytes] of [
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${RECAP}`)],
    ['UTF-16, little-endian', Buffer.from(`\uFEFF${RECAP}`, 'utf16le')],
    ['UTF-16, big-endian', Buffer.from(`\uFEFF${RECAP}`, 'utf16le').swap16()],
  ] as const)
    test(`reads ${encoding}`, async () => {
      const fromFile = await galley(['outline', 'recap.txt'])
      expect(await galley(['outline', await file('encoded.txt', bytes)])).toEqual(fromFile)
    })
})

describe('a file of an old program', () => {
  const TEXT = '오래된 편지\n\n미나: “네, 잊지 않았어요.”\n준: “나도.”'

  test('is read, and the encoding that was recognised is printed on standard error', async () => {
    await file('old.txt', iconv.encode(TEXT, 'euc-kr'))
    const { code, stdout, stderr } = await inProcess(['outline', 'old.txt'])
    expect(code).toBe(0)
    expect(stdout).toContain('네, 잊지 않았어요.')
    expect(stderr).toBe('galley: old.txt: encoding recognised by its letters: “euc-kr”\n')
  })

  test('is read in the encoding that --encoding names', async () => {
    await file('old.txt', iconv.encode(TEXT, 'euc-kr'))
    const { stdout, stderr } = await inProcess(['outline', 'old.txt', '--encoding', 'KS_C_5601-1987'])
    expect(stdout).toContain('네, 잊지 않았어요.')
    expect(stderr).toBe('')
  })

  test('is refused where it does not fit that encoding, or nobody knows it', async () => {
    await file('old.txt', iconv.encode(TEXT, 'euc-kr'))
    const wrong = await inProcess(['outline', 'old.txt', '--encoding', 'utf-8'])
    expect(wrong).toMatchObject({ code: 2, stdout: '' })
    expect(wrong.stderr).toContain('not UTF-8 text (line 1)')
    const unknown = await inProcess(['outline', 'old.txt', '--encoding', 'utf-9'])
    expect(unknown).toMatchObject({ code: 2, stdout: '' })
    expect(unknown.stderr).toContain('--encoding utf-9: no such encoding')
  })
})

describe('galley convert', () => {
  test('says on standard error what the article does not have of its file', async () => {
    const name = await file(
      'hidden.html',
      '<h1>Tea</h1><p>Hot.<span hidden>or not</span></p><p hidden>No.</p>',
    )
    for (const args of [
      ['outline', name],
      ['convert', name, '--to', 'md'],
    ]) {
      const { code, stderr } = await inProcess(args)
      expect({ code, stderr }).toEqual({
        code: 0,
        stderr: 'galley: hidden.html: 2 hidden passages left out, the first “or not”\n',
      })
    }
  })

  test('writes formats that read back as the same article', async () => {
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

  test('detects the format of standard input by its beginning, or uses --from', async () => {
    const { stdout: json } = await galley(['convert', 'recap.txt', '--to', 'json'])
    const { stdout: plain } = await galley(['outline', 'recap.txt'])
    expect((await galley(['outline', '-'], json)).stdout).toBe(plain)
    expect((await galley(['outline', '-', '--from', 'json'], json)).stdout).toBe(plain)
    expect((await galley(['outline', '-'], '<p>One.</p>')).stdout).not.toContain('<p>')
    expect((await galley(['outline', '-', '--from', 'txt'], '<p>One.</p>')).stdout).toContain('<p>')
  })

  test('writes to the target of a link and keeps the link', async () => {
    await file('real.md', 'old')
    await symlink('real.md', join(folder, 'link.md'))
    await galley(['convert', 'recap.txt', '--to', 'md', '-o', 'link.md'])
    expect(await readFile(join(folder, 'real.md'), 'utf8')).toContain('A Quiet Morning')
  })

  test('ends quietly when its output is closed', async () => {
    const code = await new Promise((resolve) => {
      const child = spawn(process.execPath, [GALLEY, 'outline', 'recap.txt'], { cwd: folder })
      child.stdout.destroy()
      child.on('close', resolve)
    })
    expect(code).toBe(0)
  })
})

describe('bad input is reported in one line that says what is wrong, where, and what to do, and no file is changed:', () => {
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
      'an article with a block that is not allowed',
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
    [
      'a Word document',
      async () => ['convert', await file('recap.docx', 'PK'), '--to', 'md', '-o', 'out.md'],
      ['recap.docx', 'does not read files of word processors', 'Import it in the app'],
    ],
    ['an unknown kind', () => Promise.resolve(['outline', 'recap.txt', '--from', 'rtf']), ['rtf', 'txt']],
    [
      'an option that outline does not have',
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
      'UTF-8 with a damaged letter',
      async () => [
        'outline',
        await file('cut.txt', Buffer.from('One – more\nCafé'.repeat(3)).subarray(0, -1)),
      ],
      ['cut.txt', 'line 4', 'UTF-8'],
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
      'a folder as output',
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
      const commandLine = await args()
      const before = await readdir(folder)
      const { code, stdout, stderr } = await inProcess(commandLine)
      expect(code).toBe(2)
      expect(stdout).toBe('')
      expect(stderr).toMatch(/^galley: [^\n]+\.\n$/)
      for (const word of words) expect(stderr).toContain(word)
      expect(await readFile(join(folder, 'out.md'), 'utf8')).toBe('what was there')
      expect(await readdir(folder)).toEqual(before)
    })
})

test('the process ends with 2 on bad input', async () => {
  expect((await galley(['outline', 'none.txt'])).code).toBe(2)
})

describe('galley', () => {
  test('prints its usage', async () => {
    const { code, stdout } = await galley(['--help'])
    expect(code).toBe(0)
    for (const word of ['convert', 'outline', '--to', '--profile', 'portable (default)', 'page (default)'])
      expect(stdout).toContain(word)
  })

  test('prints its version', async () => {
    const { version } = JSON.parse(
      await readFile(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'),
    ) as { readonly version: string }
    expect((await galley(['--version'])).stdout).toBe(`galley ${version}\n`)
  })
})
