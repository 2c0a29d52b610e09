import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readBuiltPage } from '../../src/hosting/builtPage.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-page-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>Galley</title>')
  await writeFile(join(folder, 'assets', 'app one.js'), 'void 0')
  await writeFile(join(folder, 'assets', 'app.js.map'), '{}')
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('the built page', () => {
  test('has every file of a known type, by the path of its address', async () => {
    const page = await readBuiltPage(folder)
    expect([...page.keys()].sort()).toEqual(['/', '/assets/app%20one.js', '/index.html'])
  })

  test('has only what the build lists, where there is a list', async () => {
    await writeFile(join(folder, 'assets', 'late.js'), 'void 0')
    await writeFile(join(folder, 'files.json'), '["index.html", "assets/app one.js", "assets/app.js.map"]')
    const page = await readBuiltPage(folder)
    expect([...page.keys()].sort()).toEqual(['/', '/assets/app%20one.js', '/index.html'])
  })

  test('cannot be read if a listed file is missing', async () => {
    await writeFile(join(folder, 'files.json'), '["index.html", "assets/gone.js"]')
    await expect(readBuiltPage(folder)).rejects.toThrow('gone.js')
  })

  test('cannot be read without its index', async () => {
    await rm(join(folder, 'index.html'))
    await expect(readBuiltPage(folder)).rejects.toThrow('no built page')
  })
})
