import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  MAX_FILE_BYTES,
  readRegular,
  readRegularHead,
  readRegularSync,
  UnsafeFile,
} from '../../../src/desk/disk/regularFile.ts'
import { codeOf, realFiles } from '../../../src/desk/disk/files.ts'
import { problemOf } from '../../../src/desk/problems.ts'
import { tempFolder } from '../library.ts'

const hasFifos = process.platform !== 'win32'

/** The codes with which all three ways of reading refuse a path; '' where one reads it. */
async function codesOf(path: string, limit?: number): Promise<string[]> {
  const code = (error: unknown): string => codeOf(error) || String(error)
  const sync = (): string => {
    try {
      readRegularSync(path, limit)
      return ''
    } catch (error) {
      return code(error)
    }
  }
  return [
    await readRegular(path, limit).then(() => '', code),
    sync(),
    await readRegularHead(path, 10).then(() => '', code),
  ]
}

describe('reading a regular file', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 1_000_000])('returns all %d bytes', async (length) => {
    const path = join(await tempFolder(), 'a')
    const bytes = Buffer.from(Array.from({ length }, (_, at) => at % 251))
    await writeFile(path, bytes)
    expect(Buffer.from(await readRegular(path)).equals(bytes)).toBe(true)
    expect(Buffer.from(readRegularSync(path)).equals(bytes)).toBe(true)
    expect(Buffer.from(await readRegularHead(path, 100)).equals(bytes.subarray(0, 100))).toBe(true)
  })

  it('accepts a file of exactly the limit, and refuses one byte more', async () => {
    const path = join(await tempFolder(), 'a')
    await writeFile(path, 'x'.repeat(1000))
    expect(await codesOf(path, 1000)).toEqual(['', '', ''])
    expect(await codesOf(path, 999)).toEqual(['EFBIG', 'EFBIG', ''])
  })

  it.runIf(process.platform === 'linux')('reads files that report no size, up to the limit', async () => {
    const path = '/proc/self/stat'
    expect(Buffer.from(await readRegular(path)).toString()).toContain(String(process.pid))
    expect(Buffer.from(readRegularSync(path)).toString()).toContain(String(process.pid))
    expect(await codesOf(path, 10)).toEqual(['EFBIG', 'EFBIG', ''])
  })

  it('passes on the file system’s error for a missing file', async () => {
    expect(await codesOf(join(await tempFolder(), 'none'))).toEqual(['ENOENT', 'ENOENT', 'ENOENT'])
  })

  it('refuses a sparse file of a gigabyte before allocating memory', async () => {
    const path = join(await tempFolder(), 'a')
    const file = await realFiles.open(path, 'a')
    await file.truncate(1024 ** 3)
    await file.close()
    expect(await codesOf(path)).toEqual(['EFBIG', 'EFBIG', ''])
    expect(await codesOf(path, MAX_FILE_BYTES)).toEqual(['EFBIG', 'EFBIG', ''])
  })
})

describe('a path that is no regular file', () => {
  it('is refused when it is a folder or a link', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, 'sub'))
    writeFileSync(join(folder, 'a'), 'x')
    symlinkSync('a', join(folder, 'link'))
    symlinkSync('loop', join(folder, 'loop'))
    expect(await codesOf(join(folder, 'sub'))).toEqual(['EISDIR', 'EISDIR', 'EISDIR'])
    for (const name of ['link', 'loop'])
      expect(await codesOf(join(folder, name))).toEqual(['ELOOP', 'ELOOP', 'ELOOP'])
  })

  it.runIf(hasFifos)('is refused without waiting when it is a FIFO, a device or a socket', async () => {
    // A socket's path may have some hundred characters at most.
    const folder = await mkdtemp(join(tmpdir(), 'g-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    execFileSync('mkfifo', [join(folder, 'fifo')])
    symlinkSync('/dev/zero', join(folder, 'zero'))
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve))
    onTestFinished(() => void server.close())
    for (const path of [join(folder, 'fifo'), join(folder, 'socket'), '/dev/zero', '/dev/null'])
      expect(await codesOf(path), path).toEqual(['ENOTREG', 'ENOTREG', 'ENOTREG'])
    expect(await codesOf(join(folder, 'zero'))).toEqual(['ELOOP', 'ELOOP', 'ELOOP'])
  })

  it.runIf(hasFifos)('does not block other reads, however many there are', async () => {
    const folder = await tempFolder()
    const fifos = Array.from({ length: 20 }, (_, at) => join(folder, `fifo-${String(at)}`))
    execFileSync('mkfifo', fifos)
    writeFileSync(join(folder, 'a'), 'words')
    const refused = fifos.map((path) => readRegular(path).catch(codeOf))
    expect(Buffer.from(await readRegular(join(folder, 'a'))).toString()).toBe('words')
    expect(new Set(await Promise.all(refused))).toEqual(new Set(['ENOTREG']))
  })
})

describe('the problem of an unreadable file', () => {
  it('says what happened, what is safe and what to do', () => {
    const attempt = { failed: 'The draft could not be opened', safe: 'It is as it was.' }
    const { problem } = problemOf(new UnsafeFile('ENOTREG', '/library/tram/article.json'), attempt)
    expect(problem).toMatchObject({
      code: 'damaged',
      what: 'The draft could not be opened: “article.json” cannot be read, it is no regular file (ENOTREG).',
      safe: 'It is as it was.',
    })
    expect(problem.mend).toContain('Remove it')
    expect(problemOf(new UnsafeFile('EFBIG', '/a/b'), attempt).problem.code).toBe('damaged')
    const full = Object.assign(new Error('EFBIG'), { code: 'EFBIG' })
    expect(problemOf(full, attempt).problem.code).toBe('full')
  })
})
