import type { CDPSession } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let galley: Galley
let keys: CDPSession

testSession('ime', (opened) => {
  ;({ galley } = opened)
})

beforeEach(async () => {
  keys = await galley.context.newCDPSession(galley.page)
  await galley.button('New draft').click()
})

const press = (key: string): Promise<void> => galley.page.keyboard.press(key, { delay: 12 })
const type = (text: string): Promise<void> => galley.page.keyboard.type(text, { delay: 12 })

/** What a keyboard sends while it composes: each text in turn stands underlined at the caret. */
async function compose(...steps: string[]): Promise<void> {
  for (const text of steps)
    await keys.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
}

/** The keyboard gives the composed text over. */
const commit = (text: string): Promise<unknown> => keys.send('Input.insertText', { text })

/** Syllable by syllable, as Korean keyboards compose. */
async function hangul(...syllables: string[][]): Promise<void> {
  for (const steps of syllables) {
    await compose(...steps)
    await commit(steps.at(-1) ?? '')
  }
}

/** Enter that a keyboard takes for itself: the page sees it as part of the composition. */
async function enterOfComposition(): Promise<void> {
  const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 }
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
}

const HA_RIN = [
  ['ㅎ', '하'],
  ['ㄹ', '리', '린'],
]

const turns = (): Promise<string[]> =>
  galley.page.locator('.turn').evaluateAll((all) =>
    all.map((turn) => {
      const who = turn.querySelector('.turn-speaker')?.textContent.trim() ?? ''
      return `${who}: ${turn.querySelector('.turn-content')?.textContent ?? ''}`
    }),
  )

describe('Korean', () => {
  test('loses and doubles no syllable in headline, standfirst and body', async () => {
    await galley.field('Headline').click()
    await hangul(...HA_RIN)
    await press('Enter')
    await hangul(['ㅂ', '바', '밤'])
    await press('Enter')
    await hangul(['ㅊ', '차', '찻'], ['ㅈ', '자', '잔'])
    expect(await galley.field('Headline').textContent()).toBe('하린')
    expect(await galley.field('Standfirst').textContent()).toBe('밤')
    expect(await galley.field('Article body').textContent()).toContain('찻잔')
  })

  test('commits the syllable on the first Enter in a turn, and opens the next turn on the second', async () => {
    await galley.field('Article body').click()
    await type('Mina: “')
    await compose('ㄴ', '네')
    await enterOfComposition()
    expect(await turns()).toEqual(['Mina: “네'])
    await commit('네')
    await type('”')
    await press('Enter')
    await galley.page.getByRole('combobox', { name: 'Speaker' }).waitFor()
    expect((await turns())[0]).toBe('Mina: “네”')
    expect(await galley.page.locator('.turn').count()).toBe(2)
  })

  test('makes a turn of a name and a colon only when the composition has ended', async () => {
    await galley.field('Article body').click()
    await hangul(...HA_RIN)
    await type(': “')
    await hangul(['ㄴ', '네'])
    expect(await turns()).toEqual(['하린: “네'])
  })
})

describe('the speaker’s field', () => {
  beforeEach(async () => {
    await galley.field('Article body').click()
    await hangul(...HA_RIN)
    await type(': “')
    await hangul(['ㄴ', '네'])
    await type('”')
    await press('Enter')
    await galley.page.getByRole('combobox', { name: 'Speaker' }).waitFor()
  })

  test('accepts a composed name, and chooses no row by the Enter of the composition', async () => {
    await compose('ㅈ', '지')
    await commit('지')
    await compose('ㅎ', '호')
    await enterOfComposition()
    const field = galley.page.getByRole('combobox', { name: 'Speaker' })
    expect(await field.inputValue()).toBe('지호')
    await commit('호')
    expect(await field.inputValue()).toBe('지호')
    await press('Enter')
    await expect.poll(turns).toEqual(['하린: “네”', '지호: '])
  })

  test('finds a person by initial consonants while they are composed', async () => {
    await compose('ㅎ')
    await galley.page.getByRole('option', { name: '하린' }).waitFor()
    await commit('ㅎ')
    await compose('ㄹ')
    await commit('ㄹ')
    await galley.page.getByRole('option', { name: '하린' }).waitFor()
    expect(await galley.page.getByRole('combobox', { name: 'Speaker' }).inputValue()).toBe('ㅎㄹ')
    await press('Enter')
    await expect.poll(turns).toEqual(['하린: “네”', '하린: '])
  })
})

describe('Japanese and Chinese', () => {
  test('insert a converted word once', async () => {
    await galley.field('Article body').click()
    await compose('お', 'おt', 'おちゃ', 'お茶')
    await commit('お茶')
    await compose('c', 'ch', 'cha', '茶')
    await commit('茶')
    expect(await galley.field('Article body').textContent()).toBe('お茶茶')
  })

  test('make a turn of a name in the cast and a composed wide colon', async () => {
    await galley.field('Article body').click()
    await compose('ミナ')
    await commit('ミナ')
    await type(': 「')
    await compose('はい')
    await commit('はい」')
    await press('Enter')
    await galley.page.getByRole('combobox', { name: 'Speaker' }).waitFor()
    await press('Escape')
    // Who speaks is known when the writer has paused: counting goes on after the save.
    await galley.page.getByRole('button', { name: 'Dialogue: ミナ 1 turn' }).waitFor()
    await compose('ミナ')
    await commit('ミナ')
    await compose('：')
    await commit('：')
    await expect.poll(turns).toEqual(['ミナ: 「はい」', 'ミナ: '])
    await compose('え')
    await commit('え')
    await expect.poll(turns).toEqual(['ミナ: 「はい」', 'ミナ: え'])
  })

  test('can be composed in a caption', async () => {
    await galley.field('Article body').click()
    await galley.page.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/plain', 'A headline\n\nMina, Jun | JTBC\n\nWords below the photo.')
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })
    await galley.field('Article body').locator('figcaption').click()
    await press('End')
    await compose('ㄹ', '리', '린')
    await commit('린')
    await press('ArrowDown')
    expect(await galley.field('Article body').locator('figcaption').textContent()).toBe('Mina, Jun린')
  })
})
