import { defineStore } from 'pinia'
import { computed, ref, type Ref, watch } from 'vue'
import { COLOURS, person, type Person } from '../../../../article/index.ts'
import { useArticleStats } from '../articleStats.ts'
import { useDraft } from '../draft.ts'
import { renamingFrom, type Renaming, withoutRenaming, withRenaming } from './renaming.ts'

/** A person as the cast panel shows them. */
export interface CastMember extends Person {
  /** 1 to {@link COLOURS}: the one chosen, else by the place in the list. */
  readonly colour: number
  /** How many turns the person has. */
  readonly turns: number
  /** The index in the article's cast; -1 for a person who speaks but is not in it yet. */
  readonly index: number
}

type Draft = ReturnType<typeof useDraft>

/** Returns the draft's people in order: its cast, then everybody else who speaks. */
function peopleOf(cast: readonly Person[], speakers: Iterable<string>): readonly Person[] {
  const inCast = new Set(cast.map(({ name }) => name))
  return [...cast, ...[...speakers].filter((name) => !inCast.has(name)).map(person)]
}

/**
 * Renaming people. The document changes the turns, with undo of its own; the cast, which is metadata, follows: at once, and
 * again when the editor reports that an undo or redo has changed names back (`restoreNames`).
 */
function renamingActions(draft: Draft) {
  let renamings: Renaming[] = []
  watch(
    () => draft.id,
    () => (renamings = []),
  )

  /** Gives a person another name in every turn; a name that somebody else has makes the two one person. */
  function renamePerson(from: string, to: string): void {
    if (from === to || from === '' || to === '') return
    draft.addToCast(from)
    const cast = draft.metadata?.cast ?? []
    const renaming = renamingFrom(cast, from, to)
    if (renaming === null) return
    renamings.push(renaming)
    draft.updatePerson(
      cast.findIndex(({ name }) => name === from),
      { name: to },
    )
    draft.setMetadata({ cast: withRenaming(cast, renaming) })
  }

  /** @param names the names that an undo or redo has put into turns; more than one belong to no single renaming */
  function restoreNames(names: readonly string[]): void {
    const cast = draft.metadata?.cast ?? []
    const last = renamings.findLast(
      ({ from, to, isApplied }) => names.length === 1 && names[0] === (isApplied ? from : to),
    )
    if (last === undefined) return
    draft.setMetadata({ cast: last.isApplied ? withoutRenaming(cast, last) : withRenaming(cast, last) })
    last.isApplied = !last.isApplied
  }

  return { renamePerson, restoreNames }
}

/** Changes of people that leave their names alone. */
function personActions(draft: Draft, colourOf: (name: string) => number, turnsOf: (name: string) => number) {
  /** Changes what is known about a person, who joins the cast by it. */
  function updatePerson(name: string, change: Partial<Omit<Person, 'name'>>): void {
    draft.addToCast(name)
    const cast = draft.metadata?.cast ?? []
    draft.setMetadata({
      cast: cast.map((member) => (member.name === name ? { ...member, ...change } : member)),
    })
  }

  /** The cast with every colour written down, so that a change of places changes no colour. */
  function castWithColours(): Person[] {
    return (draft.metadata?.cast ?? []).map((member) => ({ ...member, colour: colourOf(member.name) }))
  }

  /** Moves a person to another index of the cast. People who only speak stay behind it. */
  function move(name: string, to: number): void {
    draft.addToCast(name)
    const cast = castWithColours()
    const from = cast.findIndex((member) => member.name === name)
    const target = Math.max(0, Math.min(cast.length - 1, to))
    if (from === target) return
    cast.splice(target, 0, ...cast.splice(from, 1))
    draft.setMetadata({ cast })
  }

  /** Removes a person from the cast, unless they speak. */
  function remove(name: string): void {
    if (turnsOf(name) > 0) return
    draft.setMetadata({ cast: castWithColours().filter((member) => member.name !== name) })
  }

  return { updatePerson, move, remove }
}

/** The one person whose turns are shown in full while all others are dimmed. */
function highlight(draft: Draft, names: Readonly<Ref<readonly string[]>>) {
  /** The person's name; '' for nobody. */
  const highlighted = ref('')
  watch([() => draft.id, names], () => {
    if (!names.value.includes(highlighted.value)) highlighted.value = ''
  })

  function toggleHighlight(name: string): void {
    highlighted.value = highlighted.value === name ? '' : name
  }

  return { highlighted, toggleHighlight }
}

/** The people of the draft in sight, with colours and turns, and the changes of them. */
export const useCast = defineStore('cast', () => {
  const draft = useDraft()
  const stats = useArticleStats()

  const people = computed(() => peopleOf(draft.metadata?.cast ?? [], stats.turnCounts.keys()))
  const names = computed(() => people.value.map(({ name }) => name))

  const colours = computed(
    () => new Map(people.value.map(({ name, colour }, index) => [name, colour ?? (index % COLOURS) + 1])),
  )
  const colourOf = (name: string): number => colours.value.get(name) ?? 1
  const turnsOf = (name: string): number => stats.turnCounts.get(name) ?? 0

  const members = computed<readonly CastMember[]>(() => {
    const inCast = draft.metadata?.cast.length ?? 0
    return people.value.map((somebody, index) => ({
      ...somebody,
      colour: colourOf(somebody.name),
      turns: turnsOf(somebody.name),
      index: index < inCast ? index : -1,
    }))
  })

  return {
    ...{ people, members, names, colourOf },
    ...highlight(draft, names),
    ...personActions(draft, colourOf, turnsOf),
    ...renamingActions(draft),
  }
})
