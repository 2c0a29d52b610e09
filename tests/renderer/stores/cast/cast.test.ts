import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { person } from '../../../../src/article/index.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { useCast } from '../../../../src/renderer/src/stores/cast/cast.ts'
import { dialogue, p, turn } from '../../../build.ts'
import { articleOf, useDraftDouble } from '../draftDouble.ts'

vi.mock('../../../../src/renderer/src/stores/draft.ts', async () => ({
  useDraft: (await import('../draftDouble.ts')).useDraftDouble,
}))

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
})
afterEach(() => {
  vi.useRealTimers()
})

const TALK: NodeJSON[] = [
  dialogue(turn('Mina', '“One.”'), turn('Abel', '“Two.”'), turn('Mina', '“Three.”'), turn('Jun', '“Four.”')),
]

/** A draft whose cast is Mina and Jun, in which Abel speaks, too; facts are counted. */
async function open(id = 'tea'): Promise<ReturnType<typeof useCast>> {
  const cast = useCast()
  useDraftDouble().show(id, articleOf(TALK, [person('Mina'), person('Jun')]))
  await nextTick()
  await vi.advanceTimersByTimeAsync(1000)
  return cast
}

const inCast = (): (readonly [string, number | null])[] =>
  (useDraftDouble().metadata?.cast ?? []).map(({ name, colour }) => [name, colour] as const)

describe('the people of a draft', () => {
  it('are its cast, then all other speakers, each with their turns and colour', async () => {
    const cast = await open()
    expect(
      cast.members.map(({ name, turns, colour, isRemovable }) => [name, turns, colour, isRemovable]),
    ).toEqual([
      ['Mina', 2, 1, false],
      ['Jun', 1, 2, false],
      ['Abel', 1, 3, false],
    ])
  })

  it('are written into the draft when the writer changes something, not when it is opened', async () => {
    await open()
    expect(inCast()).toEqual([
      ['Mina', null],
      ['Jun', null],
    ])
    useDraftDouble().edit(articleOf([...TALK, p('And rain.')]))
    await vi.advanceTimersByTimeAsync(1000)
    expect(inCast()).toEqual([
      ['Mina', 1],
      ['Jun', 2],
      ['Abel', 3],
    ])
  })

  it('keep their colours when somebody new speaks above them', async () => {
    const cast = await open()
    useDraftDouble().edit(articleOf([dialogue(turn('Zed', '“Zero.”')), ...TALK]))
    cast.join(['Zed'])
    expect(inCast()).toEqual([
      ['Mina', 1],
      ['Jun', 2],
      ['Abel', 3],
      ['Zed', 4],
    ])
  })

  it('leave with the last turn that names them, and come back in the same colour', async () => {
    const cast = await open()
    const draft = useDraftDouble()
    const [talk] = TALK
    const more = dialogue(turn('Zed', '“Zero.”'), turn('Yan', '“One.”'))
    draft.edit(articleOf([...TALK, more]))
    await vi.advanceTimersByTimeAsync(1000)
    draft.edit(articleOf([...TALK, dialogue(turn('Yan', '“One.”'))]))
    await vi.advanceTimersByTimeAsync(1000)
    expect(inCast().map(([name]) => name)).toEqual(['Mina', 'Jun', 'Abel', 'Yan'])
    draft.edit(articleOf([...(talk === undefined ? [] : [talk]), more]))
    cast.join(['Zed'])
    expect([cast.colourOf('Yan'), cast.colourOf('Zed')]).toEqual([5, 4])
    draft.edit(articleOf([p('Silence.')]))
    await vi.advanceTimersByTimeAsync(1000)
    expect(inCast().map(([name]) => name)).toEqual(['Mina', 'Jun'])
  })

  it('stay without turns once they have a role, a colour or a place by hand', async () => {
    const cast = await open()
    const draft = useDraftDouble()
    draft.edit(articleOf([dialogue(turn('Zed', '0'), turn('Yan', '1'), turn('Wim', '2'), turn('Una', '3'))]))
    await vi.advanceTimersByTimeAsync(1000)
    cast.updatePerson('Zed', { role: 'the captain' })
    cast.updatePerson('Yan', { colour: 8 })
    cast.move('Wim', 0)
    draft.edit(articleOf([p('Silence.')]))
    await vi.advanceTimersByTimeAsync(1000)
    expect(inCast().map(([name]) => name)).toEqual(['Wim', 'Mina', 'Jun', 'Zed', 'Yan'])
  })

  it('keep their colours when they are reordered', async () => {
    const cast = await open()
    cast.move('Jun', 0)
    expect(inCast()).toEqual([
      ['Jun', 2],
      ['Mina', 1],
      ['Abel', 3],
    ])
    expect(cast.colourOf('Abel')).toBe(3)
  })

  it('join the cast when they are changed or moved', async () => {
    const cast = await open()
    cast.updatePerson('Abel', { role: 'the neighbour' })
    expect(useDraftDouble().metadata?.cast.at(-1)).toMatchObject({ name: 'Abel', role: 'the neighbour' })
    cast.move('Abel', 99)
    expect(inCast().map(([name]) => name)).toEqual(['Mina', 'Jun', 'Abel'])
  })

  it('leave the cast only if they do not speak', async () => {
    const cast = await open()
    cast.remove('Jun')
    expect(inCast().map(([name]) => name)).toEqual(['Mina', 'Jun'])
    cast.add('Iris')
    expect(inCast().at(-1)).toEqual(['Iris', 4])
    cast.remove('Iris')
    expect(inCast()).toEqual([
      ['Mina', 1],
      ['Jun', 2],
      ['Abel', 3],
    ])
  })
})

describe('the person whose turns alone are shown', () => {
  it('is chosen and released by the same click', async () => {
    const cast = await open()
    cast.toggleHighlight('Mina')
    expect(cast.highlighted).toBe('Mina')
    cast.toggleHighlight('Mina')
    expect(cast.highlighted).toBe('')
  })

  it('is nobody in a draft without that person', async () => {
    const cast = await open()
    cast.toggleHighlight('Abel')
    useDraftDouble().show('other', articleOf([], [person('Iris')]))
    await nextTick()
    await vi.advanceTimersByTimeAsync(1000)
    expect(cast.highlighted).toBe('')
  })
})

describe('another name', () => {
  it('changes turns and cast together, and follows the turns’ undo and redo', async () => {
    const cast = await open()
    cast.renamePerson('Mina', 'Min-a')
    expect(useDraftDouble().renamed).toEqual([['Mina', 'Min-a']])
    expect(inCast().map(([name]) => name)).toEqual(['Min-a', 'Jun', 'Abel'])
    cast.restoreNames(['Mina'])
    expect(inCast().map(([name]) => name)).toEqual(['Mina', 'Jun', 'Abel'])
    cast.restoreNames(['Min-a'])
    expect(inCast().map(([name]) => name)).toEqual(['Min-a', 'Jun', 'Abel'])
  })

  it('that somebody else has merges the two people, and undo separates them', async () => {
    const cast = await open()
    cast.renamePerson('Jun', 'Mina')
    expect(inCast().map(([name]) => name)).toEqual(['Mina', 'Abel'])
    cast.restoreNames(['Jun'])
    expect(inCast().map(([name]) => name)).toEqual(['Mina', 'Jun', 'Abel'])
  })

  it.each([
    ['Mina', 'Mina'],
    ['', 'Mina'],
    ['Mina', ''],
  ])('is none from “%s” to “%s”', async (from, to) => {
    const cast = await open()
    cast.renamePerson(from, to)
    expect(useDraftDouble().renamed).toEqual([])
  })

  it('is forgotten when its draft is closed', async () => {
    const cast = await open()
    cast.renamePerson('Mina', 'Min-a')
    await open('other')
    cast.restoreNames(['Mina'])
    expect(inCast().map(([name]) => name)).toEqual(['Mina', 'Jun'])
  })
})
