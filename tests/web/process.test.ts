import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../desk/library.ts'
import { article } from '../desk/library.ts'
import type { OpenDraft } from '../../src/desk.ts'
import { ask, connectPage, enter, smallPage, type TestPage, valueIn } from './served.ts'

const ENTRY = join(import.meta.dirname, '..', '..', 'src', 'web', 'index.ts')

/** Node 22 warns on stderr that its SQLite is experimental. */
const QUIET = ['--disable-warning=ExperimentalWarning']

interface Running {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  /** The text on stdout and stderr so far. */
  readonly output: { out: string; err: string }
  readonly ended: Promise<number | null>
}

/** Starts the host as a process, which is killed after the test. */
function galley(...args: string[]): Running {
  const child = spawn(process.execPath, [...QUIET, ENTRY, '--no-open', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const output = { out: '', err: '' }
  child.stdout.on('data', (text: Buffer) => (output.out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (output.err += text.toString()))
  return { child, output, ended: once(child, 'close').then(([code]) => code as number | null) }
}

/** Waits for the printed address. */
async function address({ child, output }: Running): Promise<URL> {
  while (!output.out.includes('\n')) await once(child.stdout, 'data')
  return new URL(output.out.trim())
}

/** Returns a library that does not exist yet, and arguments that name it and the other folders. */
async function folders(): Promise<{ args: string[]; library: string }> {
  const library = join(await tempFolder(), 'Documents', 'Galley')
  return {
    library,
    args: ['--library', library, '--page', await smallPage(), '--settings', await tempFolder()],
  }
}

/** Makes a call as the page does; returns the outcome. */
async function callFrom(
  { port, cookie, origin }: Awaited<ReturnType<typeof enter>>,
  page: TestPage,
  name: string,
  values: readonly unknown[],
): Promise<unknown> {
  const headers = { cookie, origin, 'content-type': 'application/json', 'x-galley-page': page.id }
  const body = JSON.stringify(values)
  const answer = await ask(port, `/desk/${name}`, { method: 'POST', headers, body })
  expect(answer.status, answer.body).toBe(200)
  return valueIn(answer)
}

describe('the browser host as a process', () => {
  it('prints the address in one line, serves, and ends cleanly on SIGTERM', async () => {
    const { args, library } = await folders()
    const running = galley(...args)
    const { port, pathname, search } = await address(running)
    expect((await ask(Number(port), pathname + search)).status).toBe(303)
    expect(await readdir(library)).toEqual([])
    running.child.kill('SIGTERM')
    // Windows has no SIGTERM: the process ends without running its listeners.
    if (process.platform !== 'win32') expect(await running.ended).toBe(0)
    expect(running.output.out.trim().split('\n')).toHaveLength(1)
    if (process.platform !== 'win32') expect(await readdir(library)).toEqual([])
  })

  it('opens the library that the writer chose in the desktop app unless the command line names one', async () => {
    const [chosen, settings] = [join(await tempFolder(), 'chosen'), await tempFolder()]
    await writeFile(join(settings, 'library.json'), JSON.stringify({ folder: chosen }))
    const place = ['--page', await smallPage(), '--settings', settings]
    await address(galley(...place))
    expect(await readdir(chosen)).toEqual([])
    const { library } = await folders()
    await address(galley(...place, '--library', library))
    expect(await readdir(library)).toEqual([])
  })

  it('says that the folder was chosen in the desktop app if it cannot be opened', async () => {
    const settings = await tempFolder()
    await writeFile(join(settings, 'file'), '')
    await writeFile(
      join(settings, 'library.json'),
      JSON.stringify({ folder: join(settings, 'file', 'drafts') }),
    )
    const running = galley('--page', await smallPage(), '--settings', settings)
    expect(await running.ended).toBe(1)
    expect(running.output.err).toMatch(/chosen in the desktop app; --library DIR opens another/)
  })

  it('is found by the open page after it was killed and restarted, with every acknowledged word', async () => {
    const { args } = await folders()
    const first = galley(...args)
    const entered = await enter((await address(first)).href)
    const { port } = entered
    const page = await connectPage(port, entered)
    const made = await callFrom(entered, page, 'createDraft', [article('The night tram', 'It leaves.')])
    const { summary, opening, revision } = (made as { value: OpenDraft }).value
    first.child.kill('SIGKILL')
    await page.closed
    await first.ended

    const second = galley(...args)
    const again = await address(second)
    expect(again.port).toBe(String(port))
    const back = await connectPage(port, entered)
    const call = (name: string, ...values: unknown[]) => callFrom(entered, back, name, values)
    expect(await call('reopenDraft', summary.id, opening, revision, '')).toMatchObject({ ok: true })
    await call('closeDraft', summary.id)
    const opened = await call('openDraft', summary.id)
    expect((opened as { value: OpenDraft }).value.article).toContain('It leaves.')
  })

  it('serves the old port, too, when restarted on another, and prints its token only in the address', async () => {
    const { args } = await folders()
    const first = galley(...args)
    const at = await address(first)
    const entered = await enter(at.href)
    first.child.kill('SIGTERM')
    await first.ended
    const portOwner = galley(...(await folders()).args)
    const { port: other } = await address(portOwner)
    portOwner.child.kill('SIGTERM')
    await portOwner.ended
    const second = galley(...args, '--port', other)
    expect((await address(second)).port).toBe(other)
    const page = await connectPage(entered.port, entered)
    expect(await callFrom(entered, page, 'library', [])).toMatchObject({ ok: true })
    const token = at.searchParams.get('token') ?? ''
    for (const { output } of [first, second]) {
      expect(output.out.split(token)).toHaveLength(2)
      expect(output.err).not.toContain(token)
    }
  })

  it('serves a library that another Galley serves, and says in one sentence if a port is in use', async () => {
    const { args, library } = await folders()
    const running = galley(...args)
    const { port } = await address(running)
    const second = galley(...args)
    expect((await address(second)).port).not.toBe(port)

    const other = galley(...args.with(1, `${library}-2`), '--port', port)
    expect(await other.ended).toBe(1)
    expect(other.output.err).toBe(
      `Port ${port} is in use by another program. Choose another with --port N (0: a free one).\n`,
    )
    expect(await readdir(`${library}-2`)).toEqual([])
  })

  it.each([
    [['--port', 'x'], /--port x is no port/],
    [['--port', '70000'], /--port 70000 is no port/],
    [['--library', ''], /--library names no folder/],
    [['--what'], /--what.*Usage:/],
    [['--page', '/no/such/page'], /There is no built page in \/no\/such\/page/],
  ])('says why it does not accept %j', async (args, message) => {
    const running = galley(...args)
    expect(await running.ended).toBe(1)
    expect(running.output.err).toMatch(message)
    expect(running.output.out).toBe('')
  })
})
