import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { documentsFolder } from '../../../src/desk/disk/documentsFolder.ts'
import { tempFolder } from '../library.ts'

const HOME = join('/home', 'ana')
const USUAL = join(HOME, 'Documents')
const WINDOWS = {
  platform: 'win32' as const,
  home: HOME,
  env: { SYSTEMROOT: String.raw`D:\Windows`, USERPROFILE: String.raw`C:\Users\ana` },
}

/** Returns what reg.exe prints about the value. */
function registry(type: string, value: string): string {
  return `\r\nHKEY_CURRENT_USER\\Software\\X\r\n    Personal    ${type}    ${value}\r\n\r\n`
}

/** Returns programs that print these texts, by the program's name. A program without a text fails. */
function programs(printed: Readonly<Record<string, string>>) {
  const started: string[] = []
  const run = (file: string) => {
    started.push(file)
    const text = printed[file.split('\\').at(-1) ?? '']
    return text === undefined
      ? Promise.reject(new Error('no such program'))
      : Promise.resolve(Buffer.from(text))
  }
  return { run, started }
}

describe('the Documents folder', () => {
  it('is in the home directory on macOS', async () => {
    expect(await documentsFolder({ platform: 'darwin', home: HOME, env: {} })).toBe(USUAL)
  })

  it.each([
    [
      'REG_EXPAND_SZ',
      String.raw`%UserProfile%\OneDrive\Documents`,
      String.raw`C:\Users\ana\OneDrive\Documents`,
    ],
    ['REG_SZ', String.raw`E:\My papers`, String.raw`E:\My papers`],
    ['REG_EXPAND_SZ', String.raw`\\server\home$\ana`, String.raw`\\server\home$\ana`],
  ])('is where Windows has moved it to: %s %s', async (type, value, folder) => {
    const { run, started } = programs({ 'reg.exe': registry(type, value) })
    expect(await documentsFolder(WINDOWS, run)).toBe(folder)
    expect(started).toEqual([String.raw`D:\Windows\System32\reg.exe`])
  })

  it.each([registry('REG_SZ', 'C:\\Users\\ana\\??'), registry('REG_SZ', 'C:\\Users\\Jos\u0082')])(
    'is asked for in UTF-8 if it has other characters than the console: %j',
    async (garbled) => {
      const { run } = programs({ 'reg.exe': garbled, 'powershell.exe': '\ufeffC:\\Users\\ana\\문서\r\n' })
      expect(await documentsFolder(WINDOWS, run)).toBe('C:\\Users\\ana\\문서')
    },
  )

  it.each([
    {},
    { 'reg.exe': 'ERROR: no such value' },
    { 'reg.exe': registry('REG_SZ', 'papers') },
    { 'reg.exe': registry('REG_EXPAND_SZ', String.raw`%NOWHERE%\papers`) },
  ])('is in the home directory if Windows does not tell: %j', async (printed) => {
    expect(await documentsFolder(WINDOWS, programs(printed).run)).toBe(USUAL)
  })

  it('has the user’s own name on Linux', async () => {
    const home = await tempFolder()
    const at = { platform: 'linux' as const, home, env: {} }
    await mkdir(join(home, '.config'))
    const note = (line: string) =>
      writeFile(join(home, '.config', 'user-dirs.dirs'), `# made by xdg\n${line}\n`)
    expect(await documentsFolder(at)).toBe(join(home, 'Documents'))
    await note('XDG_DOCUMENTS_DIR="$HOME/문서"')
    expect(await documentsFolder(at)).toBe(join(home, '문서'))
    await note('XDG_DOCUMENTS_DIR="/mnt/papers"')
    expect(await documentsFolder(at)).toBe('/mnt/papers')
    await note('XDG_DOCUMENTS_DIR="$HOME/"')
    expect(await documentsFolder(at)).toBe(join(home, 'Documents'))
  })
})
