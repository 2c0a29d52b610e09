import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../durability/rig/ledger.ts'
import { desktopSession, type Desktop } from '../rig/desktop.ts'
import { articlesIn, Galley } from '../rig/galley.ts'

/** How many times the typist is interrupted; `GALLEY_CRASHES` for more. */
const CRASHES = Number(process.env.GALLEY_CRASHES ?? 4)
const SEED = 11
/** How old a character must be to be on the disk, in milliseconds, where the machine does not stall. */
const MAX_LOST_MS = 300

let desktop: Desktop

desktopSession(
  'recovery',
  (given) => {
    desktop = given
  },
  null,
)

/** Starts the app with these settings, makes a draft with this headline and saves it. */
async function begin(headline: string, settings: object = {}): Promise<Galley> {
  desktop.prepare(settings)
  await desktop.start()
  const { galley } = desktop
  await galley.button('New draft').click()
  await galley.field('Headline').click()
  await galley.page.keyboard.type(headline)
  await galley.waitUntilSaved()
  return galley
}

/** Waits until the journal of the only draft has words that its article does not have yet. */
async function waitForJournal(words: string): Promise<void> {
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline) {
    const [[id, article] = ['', '']] = [...(await articlesIn(desktop.library))]
    const journal = await readFile(join(desktop.library, id, 'journal.jsonl'), 'utf8').catch(() => '')
    if (journal.includes(words) && !article.includes(words)) return
    await pause(5)
  }
  throw new Error('the words were never in the journal alone')
}

/** Characters that were typed one after the other. */
interface Typed {
  readonly text: string
  /** How many of them were old enough to be on the disk when the typing was interrupted. */
  readonly safe: number
}

/**
 * Types letters at an uneven pace and interrupts at any moment. A machine that stalls delays keys and journal alike, so the
 * longest pause between two keys counts on top of the time that a character has.
 */
async function typeUntil(
  galley: Galley,
  chance: () => number,
  interrupt: () => Promise<void>,
): Promise<Typed> {
  const typingMs = 100 + chance() * 1600
  const began = Date.now()
  const times: number[] = []
  let text = ''
  let longestMs = 0
  while (Date.now() - began < typingMs) {
    const letter = String.fromCharCode(97 + Math.floor(chance() * 26))
    await galley.page.keyboard.press(letter)
    text += letter
    longestMs = Math.max(longestMs, Date.now() - (times.at(-1) ?? began))
    times.push(Date.now())
    await pause(chance() * 60)
  }
  const interrupted = Date.now()
  await interrupt()
  return { text, safe: times.filter((time) => interrupted - time >= MAX_LOST_MS + longestMs).length }
}

/** Kills the app and starts it again; returns its page. */
async function killed(): Promise<Galley> {
  await desktop.start()
  return desktop.galley
}

/** Returns the page that takes the place of one that has crashed. */
async function restarted(crashed: Galley): Promise<Galley> {
  await expect.poll(() => desktop.app.pages()[0] !== crashed.page, { timeout: 30_000 }).toBe(true)
  const [page] = desktop.app.pages()
  if (page === undefined) throw new Error('the window has no page')
  await page.getByText('This window had stopped and was started again.').waitFor()
  return new Galley(page)
}

describe('the desktop app', () => {
  test('puts words back that were not saved when it was killed, and says so', async () => {
    // Nothing is saved for five seconds after the last key, so the journal alone has the words.
    const galley = await begin('The Kettle', { autosave: '5' })
    // It ends with the page, in the middle of a word.
    const typing = galley.page.keyboard.type(' QQ QQ QQ QQ QQ', { delay: 60 }).catch(() => undefined)
    // A capital that is in no id, key, checksum or time.
    await waitForJournal('Q')
    await desktop.app.kill()
    await typing
    await desktop.start()
    await desktop.galley.field('Headline').filter({ hasText: 'The Kettle Q' }).waitFor()
    await desktop.galley.page.getByText(/Galley ended before your last words were saved/).waitFor()
  })

  test(
    `has what was typed 0.3 s before a crash, once (${String(CRASHES)} crashes)`,
    { timeout: 60_000 + CRASHES * 30_000 },
    async () => {
      const chance = seeded(SEED)
      let galley = await begin('The Kettle')
      let before = ''
      for (let round = 0; round < CRASHES; round += 1) {
        // By turns: a page that crashes again soon is not started again.
        const isKilled = round % 2 === 0
        const body = galley.field('Article body')
        await body.click()
        await galley.page.keyboard.press('Control+End')
        await galley.nextFrames()
        const typed = await typeUntil(galley, chance, () =>
          isKilled ? desktop.app.kill() : desktop.app.crashPage(),
        )
        galley = await (isKilled ? killed() : restarted(galley))
        const after = (await galley.field('Article body').textContent()) ?? ''
        const where = `round ${String(round)}, ${isKilled ? 'killed' : 'crashed'}`
        expect((before + typed.text).startsWith(after), `${where}: “${after}”`).toBe(true)
        expect(after.length - before.length, where).toBeGreaterThanOrEqual(typed.safe)
        before = after
      }
      expect(before.length).toBeGreaterThan(0)
    },
  )

  test('shows its window when it is started again', async () => {
    await begin('The Kettle')
    const before = (await desktop.app.notes('browserWindow.focus')).length
    await desktop.app.app.emit('app', 'second-instance', ['electron', '.'], desktop.folder, null)
    await expect
      .poll(async () => (await desktop.app.notes('browserWindow.focus')).length)
      .toBeGreaterThan(before)
    expect(await desktop.app.app.windows()).toHaveLength(1)
  })
})
