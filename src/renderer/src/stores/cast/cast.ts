import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { COLOURS, person, type Person } from '../../../../article/index.ts'
import { useDraft } from '../draft.ts'
import { useArticleStats } from '../articleStats.ts'
import { renamingFrom, withoutRenaming, withRenaming, type Renaming } from './renaming.ts'

export interface CastMember extends Person {
  readonly colour: number
  readonly turns: number
  /** Place in the article's cast; -1 for somebody who speaks but is not in it yet. */
  readonly index: number
}

type Draft = ReturnType<typeof useDraft>

/** The draft's people in order: its cast, then whoever else speaks. */
function peopleOf(cast: readonly Person[], speakers: Iterable<string>): readonly Person[] {
  const known = new Set(cast.map(({ name }) => name))
  return [...cast, ...[...speakers].filter((name) => !known.has(name)).map(person)]
}

/** Changes of names. The turns follow in the document, where one undo takes them back; the cast then follows them. */
function createRenaming(draft: Draft) {
  let renamings: Renaming[] = []
  watch(
    () => draft.id,
    () => (renamings = []),
  )

  function renamePerson(from: string, to: string): void {
    if (from === to || from === '' || to === '') return
    draft.joinCast(from)
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

  function followUndoneRenaming(names: readonly string[]): void {
    const cast = draft.metadata?.cast ?? []
    const last = renamings.findLast(
      ({ from, to, isApplied: isDone }) => names.length === 1 && names[0] === (isDone ? from : to),
    )
    if (last === undefined) return
    draft.setMetadata({ cast: last.isApplied ? withoutRenaming(cast, last) : withRenaming(cast, last) })
    last.isApplied = !last.isApplied
  }

  return { renamePerson, followUndoneRenaming: followUndoneRenaming }
}

/** The people of the draft on the page with their colours, and what can be done with them. */
export const useCast = defineStore('cast', () => {
  const draft = useDraft()
  const stats = useArticleStats()
  /** Whose turns alone are shown in full; '' for everybody's. */
  const highlighted = ref('')

  const people = computed(() => peopleOf(draft.metadata?.cast ?? [], stats.turnCounts.keys()))

  /** Colours by name: the one chosen, else the place in the cast. */
  const colours = computed(
    () => new Map(people.value.map(({ name, colour }, index) => [name, colour ?? (index % COLOURS) + 1])),
  )

  const members = computed<readonly CastMember[]>(() => {
    const inCast = draft.metadata?.cast.length ?? 0
    return people.value.map((somebody, index) => ({
      ...somebody,
      colour: colourOf(somebody.name),
      turns: stats.turnCounts.get(somebody.name) ?? 0,
      index: index < inCast ? index : -1,
    }))
  })

  const names = computed(() => people.value.map(({ name }) => name))
  watch([() => draft.id, names], () => {
    if (!names.value.includes(highlighted.value)) highlighted.value = ''
  })

  function colourOf(name: string): number {
    return colours.value.get(name) ?? 1
  }

  function toggleHighlight(name: string): void {
    highlighted.value = highlighted.value === name ? '' : name
  }

  /** Changes what is known about somebody, who joins the cast by it. A new name goes through `renamePerson`. */
  function updatePerson(name: string, about: Partial<Omit<Person, 'name'>>): void {
    draft.joinCast(name)
    const cast = draft.metadata?.cast ?? []
    draft.setMetadata({ cast: cast.map((known) => (known.name === name ? { ...known, ...about } : known)) })
  }

  /** The cast as it stands with every colour written down, so that none changes when places do. */
  function castWithColours(): Person[] {
    return (draft.metadata?.cast ?? []).map((known) => ({ ...known, colour: colourOf(known.name) }))
  }

  /** Moves somebody to another place; those who only speak stay behind the cast. */
  function move(name: string, to: number): void {
    draft.joinCast(name)
    const cast = castWithColours()
    const at = cast.findIndex((known) => known.name === name)
    const target = Math.max(0, Math.min(cast.length - 1, to))
    if (at === target) return
    cast.splice(target, 0, ...cast.splice(at, 1))
    draft.setMetadata({ cast })
  }

  /** Takes somebody out of the cast; who still speaks stays. */
  function remove(name: string): void {
    if ((stats.turnCounts.get(name) ?? 0) > 0) return
    draft.setMetadata({ cast: castWithColours().filter((known) => known.name !== name) })
  }

  const shown = { people, members, names, highlighted: highlighted }
  return {
    ...shown,
    colourOf,
    toggleHighlight: toggleHighlight,
    updatePerson: updatePerson,
    move,
    remove,
    ...createRenaming(draft),
  }
})
