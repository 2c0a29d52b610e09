import { describe, expect, it } from 'vitest'
import type { Person } from '../../../../src/article/index.ts'
import {
  withRenaming,
  renamingFrom,
  withoutRenaming,
  type Renaming,
} from '../../../../src/renderer/src/stores/cast/renaming.ts'

const who = (name: string, more: Partial<Person> = {}): Person => ({
  name,
  otherNames: [],
  role: '',
  colour: null,
  ...more,
})

function must(renaming: Renaming | null): Renaming {
  if (renaming === null) throw new Error('nobody was renamed')
  return renaming
}

describe('another name', () => {
  const cast = [who('Mina', { role: 'host', colour: 3 }), who('Jun')]
  const renaming = must(renamingFrom(cast, 'Mina', 'Min-a'))

  it('changes nothing else about the person', () => {
    expect(withRenaming(cast, renaming)).toEqual([who('Min-a', { role: 'host', colour: 3 }), who('Jun')])
  })

  it('is undone without undoing other changes', () => {
    const later = [who('Min-a', { role: 'guest' }), who('Jun'), who('Abel')]
    expect(withoutRenaming(later, renaming)).toEqual([
      who('Mina', { role: 'guest' }),
      who('Jun'),
      who('Abel'),
    ])
  })

  it('is null for a person who is not in the cast', () => {
    expect(renamingFrom(cast, 'Abel', 'Cain')).toBeNull()
  })
})

describe('a name that somebody has', () => {
  const cast = [who('서하린', { role: 'Mi-rae' }), who('Seo Ha-rin', { colour: 2 }), who('Harin')]

  it('merges two people into one who keeps both spellings', () => {
    expect(withRenaming(cast, must(renamingFrom(cast, '서하린', 'Seo Ha-rin')))).toEqual([
      who('Seo Ha-rin', { otherNames: ['서하린'], role: 'Mi-rae', colour: 2 }),
      who('Harin'),
    ])
  })

  it('does not keep a misspelling in the same script as another spelling', () => {
    expect(withRenaming(cast, must(renamingFrom(cast, 'Harin', 'Seo Ha-rin')))[1]).toEqual(
      who('Seo Ha-rin', { colour: 2 }),
    )
  })

  it('separates the two again when it is undone, each in their place', () => {
    const renaming = must(renamingFrom(cast, '서하린', 'Seo Ha-rin'))
    expect(withoutRenaming(withRenaming(cast, renaming), renaming)).toEqual(cast)
  })
})
