import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../desk/library.ts'
import { article } from '../desk/library.ts'
import type { OpenDraft } from '../../src/desk.ts'
import { ask, connectPage, enter, smallPage, type TestPage, valueIn } from './served.ts'

const ENTRY = join(import.meta.dirname, '..', '..', 'src', 'web', 'index.ts')

interface Running {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  /** Everything on stdout and stderr so far. */
  readonly said: { out: string; err: string }
  readonly ended: Promise<number | null>
}

function galley(...args: string[]): Running {
  const child = spawn(process.execPath, [ENTRY, '--no-open', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (text: Buffer) => (said.out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (said.err += text.toString()))
  return { child, said, ended: once(child, 'close').then(([code]) => code as number | null) }
}

async function address({ child, said }: Running): Promise<URL> {
  while (!said.out.includes('\n')) await once(child.stdout, 'data')
  return new URL(said.out.trim())
}

async function folders(): Promise<{ args: string[]; library: string }> {
  const library = join(await tempFolder(), 'Documents', 'Galley')
  return {
    library,
    args: ['--library', library, '--page', await smallPage(), '--settings', await tempFolder()],
  }
}

/** A call as the page makes it. */
async function callOf(
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
  it('prints one line, the address; serves; and ends cleanly when told to', async () => {
    const { args, library } = await folders()
    const running = galley(...args)
    const { port, pathname, search } = await address(running)
    expect((await ask(Number(port), pathname + search)).status).toBe(303)
    expect(await readdir(library)).toEqual([])
    running.child.kill('SIGTERM')
    // Windows knows no polite signal: there the process just ends.
    if (process.platform !== 'win32') expect(await running.ended).toBe(0)
    expect(running.said.out.trim().split('\n')).toHaveLength(1)
    if (process.platform !== 'win32') expect(await readdir(library)).toEqual([])
  })

  it('killed in the middle, is found by the page that was left open, and brings every acknowledged word back', async () => {
    const { args } = await folders()
    const first = galley(...args)
    const entered = await enter((await address(first)).href)
    const { port } = entered
    const page = await connectPage(port, entered)
    const made = await callOf(entered, page, 'createDraft', [article('The night tram', 'It leaves.')])
    const { summary, opening, revision } = (made as { value: OpenDraft }).value
    first.child.kill('SIGKILL')
    await page.closed
    await first.ended

    const second = galley(...args)
    const again = await address(second)
    expect(again.port).toBe(String(port))
    const back = await connectPage(port, entered)
    const call = (name: string, ...values: unknown[]) => callOf(entered, back, name, values)
    expect(await call('reopenDraft', summary.id, opening, revision, '')).toMatchObject({ ok: true })
    await call('closeDraft', summary.id)
    const opened = await call('openDraft', summary.id)
    expect((opened as { value: OpenDraft }).value.article).toContain('It leaves.')
  })

  it('started on another port is found on the old one too, and says its token in the address alone', async () => {
    const { args } = await folders()
    const first = galley(...args)
    const at = await address(first)
    const entered = await enter(at.href)
    first.child.kill('SIGTERM')
    await first.ended
    const taken = galley(...(await folders()).args)
    const { port: other } = await address(taken)
    taken.child.kill('SIGTERM')
    await taken.ended
    const second = galley(...args, '--port', other)
    expect((await address(second)).port).toBe(other)
    const page = await connectPage(entered.port, entered)
    expect(await callOf(entered, page, 'library', [])).toMatchObject({ ok: true })
    const token = at.searchParams.get('token') ?? ''
    for (const { said } of [first, second]) {
      expect(said.out.split(token)).toHaveLength(2)
      expect(said.err).not.toContain(token)
    }
  })

  it('serves a library that another Galley serves too, and says in one sentence that a port is taken', async () => {
    const { args, library } = await folders()
    const running = galley(...args)
    const { port } = await address(running)
    const second = galley(...args)
    expect((await address(second)).port).not.toBe(port)

    const other = galley(...args.with(1, `${library}-2`), '--port', port)
    expect(await other.ended).toBe(1)
    expect(other.said.err).toBe(
      `Port ${port} is in use by another program. Choose another with --port N (0: any).\n`,
    )
    expect(await readdir(`${library}-2`)).toEqual([])
  })

  it.each([
    [['--port', 'x'], /--port x is no port/],
    [['--port', '70000'], /--port 70000 is no port/],
    [['--library', ''], /--library names no folder/],
    [['--what'], /--what.*Usage:/],
    [['--page', '/no/such/page'], /There is no built page in \/no\/such\/page/],
  ])('says what is wrong with %j', async (args, said) => {
    const running = galley(...args)
    expect(await running.ended).toBe(1)
    expect(running.said.err).toMatch(said)
    expect(running.said.out).toBe('')
  })
})
