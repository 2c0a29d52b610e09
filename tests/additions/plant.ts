import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** Copies of the sources in which something was added, to see that the lists of files in ARCHITECTURE.md are true. */

const ROOT = join(import.meta.dirname, '..', '..')
/** Inside the project, because Vite serves no modules from elsewhere. */
const COPIES = join(ROOT, 'out', 'additions')

/**
 * Returns the files that a section of ARCHITECTURE.md lists, such as "Add a check".
 * @param names what stands for `<name>`, `<subject>`, ... in it
 */
export async function listedFiles(
  section: string,
  names: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const text = await readFile(join(ROOT, 'ARCHITECTURE.md'), 'utf8')
  const [, body = ''] = text.split(`\n## ${section}\n`)
  const steps = body.split('\n## ')[0] ?? ''
  return [...steps.matchAll(/`(src\/[^`]+\.(?:ts|json|vue|css))`/g)].map(([, path = '']) =>
    path.replaceAll(/<(\w+)>/g, (whole: string, key: string) => names[key] ?? whole),
  )
}

/** What becomes of a file: its text before, or '' for a new one. */
export type Change = (before: string) => string

/** Puts a line after the only place where `anchor` stands. @throws Error if there is none, or more than one */
export function after(anchor: string, line: string): Change {
  return (before) => {
    const parts = before.split(anchor)
    if (parts.length !== 2)
      throw new Error(`“${anchor}” stands ${String(parts.length - 1)} times in the file`)
    return parts.join(anchor + line)
  }
}

/** A copy of the sources with changes. Node runs it as it is: `import(copy.path('src/article/index.ts'))`. */
export interface Copy {
  path(file: string): string
  /** Runs a module of the copy's in a Node of its own; returns what it prints. */
  run(source: string): Promise<string>
  remove(): Promise<void>
}

/** Copies `src` and carries out the changes in the copy. */
export async function plant(changes: Readonly<Record<string, Change>>): Promise<Copy> {
  await mkdir(COPIES, { recursive: true })
  const folder = await mkdtemp(join(COPIES, 'copy-'))
  const path = (file: string): string => join(folder, file)
  await cp(join(ROOT, 'src'), path('src'), { recursive: true })
  await cp(join(ROOT, 'package.json'), path('package.json'))
  for (const [file, change] of Object.entries(changes)) {
    const before = await readFile(path(file), 'utf8').catch(() => '')
    await mkdir(dirname(path(file)), { recursive: true })
    await writeFile(path(file), change(before))
  }
  return {
    path,
    run: async (source) => {
      await writeFile(path('run.ts'), source)
      const { stdout } = await promisify(execFile)(process.execPath, [path('run.ts')], { cwd: folder })
      return stdout
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
