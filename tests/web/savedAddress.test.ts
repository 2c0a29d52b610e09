import { chmod, lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stateFolder } from '../../src/desk/disk/systemFolders.ts'
import { newToken, openSavedAddress } from '../../src/web/savedAddress.ts'
import { tempFolder } from '../desk/library.ts'

/** Returns the paths of a state folder that does not exist yet, and of its files. */
async function state(): Promise<{ folder: string; token: string; ports: string }> {
  const folder = join(await tempFolder(), 'galley', 'state')
  return { folder, token: join(folder, 'host-token'), ports: join(folder, 'host-ports.json') }
}

const isPosix = process.platform !== 'win32'

describe('a token', () => {
  it('stays the same for its library, in a file that only its owner can read', async () => {
    const { folder, token } = await state()
    const first = await openSavedAddress(folder)
    expect(first.token).toMatch(/^[\w-]{43}$/)
    expect((await openSavedAddress(folder)).token).toBe(first.token)
    if (isPosix) {
      expect((await lstat(token)).mode & 0o777).toBe(0o600)
      expect((await lstat(folder)).mode & 0o777).toBe(0o700)
    }
    expect(await readdir(folder)).toEqual(['host-token'])
  })

  it('is the same for hosts that start at once', async () => {
    const { folder } = await state()
    const all = await Promise.all(Array.from({ length: 8 }, () => openSavedAddress(folder)))
    expect(new Set(all.map(({ token }) => token)).size).toBe(1)
    expect(await readdir(folder)).toEqual(['host-token'])
  })

  it.each([
    ['empty', ''],
    ['too short', 'abc\n'],
    ['too long', `${'A'.repeat(44)}\n`],
    ['another alphabet', `${'+'.repeat(43)}\n`],
    ['several lines', `${'A'.repeat(43)}\n\n${'A'.repeat(43)}`],
    ['huge', 'A'.repeat(5_000_000)],
  ])('is replaced if the file has no valid token: %s', async (_what, text) => {
    const { folder, token } = await state()
    await mkdir(folder, { recursive: true })
    await writeFile(token, text, { mode: 0o600 })
    const opened = await openSavedAddress(folder)
    expect(opened.token).toMatch(/^[\w-]{43}$/)
    expect(text).not.toContain(opened.token)
    expect((await openSavedAddress(folder)).token).toBe(opened.token)
    if (isPosix) expect((await lstat(token)).mode & 0o777).toBe(0o600)
  })

  it.skipIf(!isPosix).each([0o644, 0o640, 0o606, 0o620])(
    'is replaced if others can read or write its file (%o)',
    async (mode) => {
      const { folder, token } = await state()
      await mkdir(folder, { recursive: true })
      const known = newToken()
      await writeFile(token, `${known}\n`)
      await chmod(token, mode)
      expect((await openSavedAddress(folder)).token).not.toBe(known)
      expect((await lstat(token)).mode & 0o777).toBe(0o600)
    },
  )

  it.skipIf(!isPosix)('is never read through a link: the link is replaced, its target stays', async () => {
    const { folder, token } = await state()
    await mkdir(folder, { recursive: true })
    const elsewhere = join(await tempFolder(), 'elsewhere')
    const known = newToken()
    await writeFile(elsewhere, `${known}\n`, { mode: 0o600 })
    await symlink(elsewhere, token)
    expect((await openSavedAddress(folder)).token).not.toBe(known)
    expect((await lstat(token)).isSymbolicLink()).toBe(false)
    expect(await readFile(elsewhere, 'utf8')).toBe(`${known}\n`)
  })

  it('is used for one start if it cannot be saved, and the message about it does not reveal it', async () => {
    const file = join(await tempFolder(), 'a-file')
    await writeFile(file, '')
    const messages: string[] = []
    const first = await openSavedAddress(join(file, 'state'), (line) => messages.push(line))
    expect(first.token).toMatch(/^[\w-]{43}$/)
    expect(first.ports).toEqual([])
    await first.savePort(8080)
    expect(messages.join()).toContain('could not keep the address')
    expect(messages.join()).not.toContain(first.token)
  })
})

describe('ports', () => {
  it('are the last three, newest first, each once', async () => {
    const { folder } = await state()
    for (const port of [8001, 8002, 8001, 8003, 8004]) await (await openSavedAddress(folder)).savePort(port)
    expect((await openSavedAddress(folder)).ports).toEqual([8004, 8003, 8001])
    expect((await readdir(folder)).sort()).toEqual(['host-ports.json', 'host-token'])
  })

  it.each([
    '',
    '{',
    '8080',
    '["8080"]',
    '[0]',
    '[65536]',
    '[80.5]',
    '[null]',
    '{"0":1}',
    `[${'1,'.repeat(900)}1]`,
  ])('are none if the file has no valid list: %s', async (text) => {
    const { folder, ports } = await state()
    await mkdir(folder, { recursive: true })
    await writeFile(ports, text, { mode: 0o600 })
    expect((await openSavedAddress(folder)).ports).toEqual([])
  })

  it('are reported if they cannot be saved, and nothing fails', async () => {
    const { folder } = await state()
    const messages: string[] = []
    const opened = await openSavedAddress(folder, (line) => messages.push(line))
    await rm(folder, { recursive: true })
    await opened.savePort(8080)
    expect(messages.join()).toContain('could not keep the port')
  })
})

describe('the state folder', () => {
  const at = (platform: NodeJS.Platform, env = {}) =>
    stateFolder('/drafts', { platform, home: '/home/u', env })

  it('is in each system’s folder for state, one for each library', () => {
    expect(at('linux')).toMatch(/^\/home\/u\/\.local\/state\/galley\/[0-9a-f]{16}$/)
    expect(at('linux', { XDG_STATE_HOME: '/state' })).toMatch(/^\/state\/galley\/[0-9a-f]{16}$/)
    expect(at('linux', { XDG_STATE_HOME: 'relative' })).toMatch(/^\/home\/u\/\.local\/state\//)
    expect(at('darwin')).toMatch(/Library.Application Support.Galley.State.[0-9a-f]{16}$/)
    expect(at('win32', { LOCALAPPDATA: '/local' })).toMatch(/^.local.Galley.State.[0-9a-f]{16}$/)
    const other = stateFolder('/others', { platform: 'linux', home: '/home/u', env: {} })
    expect(other).not.toBe(at('linux'))
  })
})
