import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_LINE_LENGTH, redacted, stackFrames } from '../../src/text/redact.ts'

describe('a line of the log', () => {
  test.each([
    [
      'could not read /home/mina/Galley/tea-at-midnight-3f9a/article.json: EACCES',
      'could not read …/article.json: EACCES',
    ],
    [
      String.raw`could not list C:\Users\Mina Solis\Tea at midnight: EPERM, scandir`,
      'could not list …: EPERM, scandir',
    ],
    [String.raw`no answer of \\nas\home\tea`, 'no answer of …'],
    [
      `ENOENT: no such file or directory, open '/home/a b/c.txt'`,
      `ENOENT: no such file or directory, open '…'`,
    ],
    [
      'Unexpected token } in JSON, ..."he said"... is not valid',
      'Unexpected token } in JSON, ..."…"... is not valid',
    ],
    ['the draft “Tea at midnight” is open', 'the draft “…” is open'],
    ['the draft “Tea at', 'the draft “…'],
    ['the draft “Tea “at” midnight” is open', 'the draft “…” is open'],
    // V8 quotes the text as it is, quotation marks included.
    [
      `Unexpected token 'S', "{"title":Solis said" is not valid JSON`,
      `Unexpected token '…', "…" is not valid JSON`,
    ],
    [
      `Unexpected token 'S', ..."oc":{"x": Solis spea"... is not valid JSON`,
      `Unexpected token '…', ..."…"... is not valid JSON`,
    ],
    // ProseMirror quotes text as JSON does.
    [
      String.raw`Invalid content for node doc: <paragraph("he said \"no\" to Solis")>`,
      'Invalid content for node doc: <paragraph("…")>',
    ],
    [`EACCES: permission denied, open '/home/x/Mina's tea.md'`, `EACCES: permission denied, open '…'`],
    [`could not read /home/x/Mina's tea, at "five" (final): EACCES`, 'could not read …: EACCES'],
    ['could not read /home/x/Tea: at midnight.md: EACCES', 'could not read …: EACCES'],
    ['exported without solis.jpg: not in the draft', 'exported without …: not in the draft'],
    ['could not close tea-3f9a', 'could not close …'],
    ['loading galley://app/#draft=tea failed', 'loading …'],
    ["can't read\nthe draft's journal", "can't read the draft's journal"],
    ['읽기 실패: EIO', '… …: EIO'],
  ])('%s is kept as %s', (line, kept) => {
    expect(redacted(line)).toBe(kept)
  })

  test('never has a word of an article in quotation marks, in a path, in an id or in another script', () => {
    const word = fc.stringMatching(/^zq[a-z]{3,8}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 6 }), (words) => {
        const title = words.join(' ')
        const slug = `${words.join('-')}-3f9a2b`
        for (const line of [
          `“${title}” was not saved`,
          `Unexpected token 'a', ..."${title}"... is not valid JSON`,
          `EACCES: permission denied, open '/Users/x/Documents/Galley/${slug}/article.json'`,
          `EPERM: rename 'C:\\Galley\\${slug}' -> 'C:\\Galley\\${title}'`,
          `could not export to /home/x/${title}.pdf: ENOSPC`,
          `the draft ${slug} is locked`,
        ])
          expect(redacted(line)).not.toContain('zq')
      }),
    )
  })

  test('is not longer than its limit, and is quick about a long one', () => {
    expect(redacted('x '.repeat(1_000_000))).toHaveLength(MAX_LINE_LENGTH)
  })
})

describe('a stack', () => {
  test('is kept as its frames: function, file, line and column', () => {
    const stack = [
      'Error: Tea at midnight',
      '    at save (galley://app/assets/index-3f2a.js:12:34)',
      '    at async Object.run [as x] (/home/mina/out/main/index.js:3:4)',
      '    at https://a.example/b.js:5:6',
      'whatever a writer typed',
    ].join('\n')
    expect(stackFrames(stack)).toEqual([
      'save index-3f2a.js:12:34',
      'async Object.run [as x] index.js:3:4',
      'b.js:5:6',
    ])
  })
})
