/** Temporary projects for the tests of the scripts. */
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach } from 'vitest'
import { packagedNode } from '../../scripts/project.mjs'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Returns a new folder with these files (contents by path), which is removed after the test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'galley-scripts-'))
  folders.push(root)
  for (const [name, content] of Object.entries(files)) put(root, name, content)
  return root
}

/** Writes a file, and the folders above it. */
export function put(root: string, name: string, content: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), content)
}

/** Puts the Node that runs this test where the `node` package would install its own. */
export function putNode(root: string): void {
  const node = packagedNode(root)
  mkdirSync(dirname(node), { recursive: true })
  try {
    linkSync(process.execPath, node)
  } catch {
    copyFileSync(process.execPath, node)
  }
}
