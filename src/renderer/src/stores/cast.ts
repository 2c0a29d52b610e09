import { defineStore } from 'pinia'
import { computed } from 'vue'
import { COLOURS, person, type Person } from '../../../article/index.ts'
import { useDraft } from './draft.ts'
import { useFacts } from './facts.ts'

export interface CastMember extends Person {
  readonly colour: number
  readonly turns: number
  /** Place in the article's cast; -1 for somebody who speaks but is not in it yet. */
  readonly index: number
}

/** The people of the draft on the page with their colours: the cast in its order, then whoever else speaks. */
export const useCast = defineStore('cast', () => {
  const draft = useDraft()
  const facts = useFacts()

  const people = computed<readonly Person[]>(() => {
    const cast = draft.metadata?.cast ?? []
    const known = new Set(cast.map(({ name }) => name))
    return [...cast, ...[...facts.turns.keys()].filter((name) => !known.has(name)).map(person)]
  })

  /** Colours by name: the one chosen, else the place in the cast. */
  const colours = computed(
    () => new Map(people.value.map(({ name, colour }, index) => [name, colour ?? (index % COLOURS) + 1])),
  )

  const members = computed<readonly CastMember[]>(() => {
    const inCast = draft.metadata?.cast.length ?? 0
    return people.value.map((somebody, index) => ({
      ...somebody,
      colour: colourOf(somebody.name),
      turns: facts.turns.get(somebody.name) ?? 0,
      index: index < inCast ? index : -1,
    }))
  })

  function colourOf(name: string): number {
    return colours.value.get(name) ?? 1
  }

  const names = computed(() => people.value.map(({ name }) => name))

  return { members, names, colourOf }
})
