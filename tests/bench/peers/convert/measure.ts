import { readFileSync } from 'node:fs'
import type { Load } from '../../convert/contender.ts'
import { OURS } from '../../convert/ours.ts'
import { PEERS } from './peers.ts'

/**
 * A contender in a process of its own: `node measure.ts NAME FILE`, started with a channel to its parent. For each message it
 * converts the file once and sends the milliseconds.
 */
const [name = '', file = ''] = process.argv.slice(2)
const known: Readonly<Record<string, Load>> = { ...OURS, ...PEERS }
const load = known[name]
if (load === undefined) throw new Error(`there is no contender ${name}`)
const convert = await load()
const bytes = readFileSync(file)
const text = file.endsWith('.docx') ? '' : bytes.toString('utf8')

process.on('message', () => {
  void timeOnce().then((milliseconds) => process.send?.(milliseconds))
})
process.send?.('ready')

async function timeOnce(): Promise<number> {
  const startedAt = performance.now()
  await convert(text, bytes)
  return performance.now() - startedAt
}
