import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { requestFromLink, requestsFrom } from '../../../src/main/documents/openRequests.ts'

const FOLDER = resolve('/home/jo/work')
const file = (path: string) => ({ kind: 'file', path: resolve(FOLDER, path) })

test('paths are files, relative ones from the working directory', () => {
  expect(requestsFrom(['notes/tram.md', resolve('/tmp/a.txt')], FOLDER)).toEqual([
    file('notes/tram.md'),
    file('/tmp/a.txt'),
  ])
})

test('flags are no files, but what follows -- is', () => {
  expect(requestsFrom(['--library=/x', '-v', 'a.md', '--', '-b.md', '--c.md'], FOLDER)).toEqual([
    file('a.md'),
    file('-b.md'),
    file('--c.md'),
  ])
})

test('the jump list names a draft by a flag, and a bad id is ignored', () => {
  expect(requestsFrom(['--open-draft=night-tram-3f9a', '--open-draft=../x'], FOLDER)).toEqual([
    { kind: 'draft', id: 'night-tram-3f9a' },
  ])
})

test('with a link, nothing else on the command line is opened', () => {
  const args = ['--', 'galley://draft/night-tram-3f9a', '\\\\evil\\share\\x.md', '--open-draft=other-1']
  expect(requestsFrom(args, FOLDER)).toEqual([{ kind: 'draft', id: 'night-tram-3f9a' }])
})

test('device names of Windows are no files, and neither are empty paths or ones with a zero character', () => {
  const devices = ['\\\\.\\PhysicalDrive0', '\\\\?\\pipe\\x.md', '//./C:', '', 'a\0.md']
  expect(requestsFrom(devices, FOLDER)).toEqual([])
})

test('a file on a share is opened', () => {
  expect(requestsFrom(['\\\\server\\share\\x.md'], FOLDER)).toHaveLength(1)
})

test.each([
  ['galley://draft/night-tram-3f9a', 'night-tram-3f9a'],
  ['GALLEY://Draft/night-tram-3f9a/', 'night-tram-3f9a'],
  [`galley://draft/${encodeURIComponent('밤-전차-3f9a')}`, '밤-전차-3f9a'],
  [`galley://draft/${encodeURIComponent('밤-전차-3f9a'.normalize('NFD'))}`, '밤-전차-3f9a'],
])('%s leads to a draft', (link, id) => {
  expect(requestFromLink(link)).toEqual({ kind: 'draft', id })
})

test.each([
  'galley://app/',
  'galley://draft/',
  'galley://draft/..%2fapp',
  'galley://draft/a/b',
  'galley://draft/%2e%2e%2fx',
  'galley://draft/%ff',
  'galley://jo:secret@draft/night-tram-3f9a',
  'galley:night-tram-3f9a',
  'galley://draft:80/night-tram-3f9a',
  'https://draft/night-tram-3f9a',
])('%s is a bad link', (link) => {
  expect(requestFromLink(link)).toEqual({ kind: 'badLink', link })
})

test('a very long link is bad and is cut', () => {
  const link = `galley://draft/${'a'.repeat(2000)}`
  expect(requestFromLink(link)).toEqual({ kind: 'badLink', link: link.slice(0, 1000) })
})
