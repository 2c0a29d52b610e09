import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../desk/library.ts'
import { article } from '../desk/library.ts'
import { fromWire } from '../../src/wire.ts'
import { ask, smallPage } from './served.ts'

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

  it('killed in the middle, finds every acknowledged word again at the next start, on the same port', async () => {
    const { args } = await folders()
    const first = galley(...args)
    const at = await address(first)
    const enter = async (url: URL) => {
      const answer = await ask(Number(url.port), url.pathname + url.search)
      const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
      return { cookie, origin: url.origin, 'content-type': 'application/json' }
    }
    const headers = await enter(at)
    const made = await ask(Number(at.port), '/desk/createDraft', {
      method: 'POST',
      headers,
      body: JSON.stringify([article('The night tram', 'It leaves.')]),
    })
    const { id } = (fromWire(made.body) as { value: { summary: { id: string } } }).value.summary
    first.child.kill('SIGKILL')
    await first.ended

    const second = galley(...args, '--port', at.port)
    const again = await address(second)
    expect(again.port).toBe(at.port)
    const post = { method: 'POST', body: JSON.stringify([id]) }
    expect((await ask(Number(at.port), '/desk/openDraft', { ...post, headers })).status).toBe(401)
    const opened = await ask(Number(at.port), '/desk/openDraft', { ...post, headers: await enter(again) })
    expect(opened.body).toContain('It leaves.')
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
