import { defineStore } from 'pinia'
import { computed, ref, type Ref, watch } from 'vue'
import {
  joinCast,
  namesInTurns,
  person,
  type Person,
  settleCast,
  spellingsOf,
} from '../../../../article/index.ts'
import { useArticleStats } from '../article/articleStats.ts'
import { useDraft } from '../draft.ts'
import { renamingFrom, type Renaming, withoutRenaming, withRenaming } from './renaming.ts'

/** A person as the cast panel shows them. */
export interface CastMember extends Person {
  /** 1 to 8: see `article/cast.ts`. */
  readonly colour: number
  /** How many turns with words the person has. */
  readonly turns: number
  /** True if no turn names the person, so that they can be removed. */
  readonly isRemovable: boolean
}

type Draft = ReturnType<typeof useDraft>

/**
 * Renaming people. The document changes the turns, with undo of its own; the cast, which is metadata, follows: at once, and
 * again when the editor reports that an undo or redo has changed names back (`restoreNames`).
 * @param people returns the cast with everybody whom turns name, and with all colours
 */
function renamingActions(draft: Draft, people: () => readonly Person[]) {
  let renamings: Renaming[] = []
  watch(
    () => draft.id,
    () => (renamings = []),
  )

  /** Renames a person in every turn; a name that somebody else has makes the two one person. */
  function renamePerson(from: string, to: string): void {
    if (from === to || from === '' || to === '') return
    const cast = people()
    const renaming = renamingFrom(cast, from, to)
    if (renaming === null) return
    renamings.push(renaming)
    draft.setMetadata({ cast })
    draft.updatePerson(
      cast.findIndex(({ name }) => name === from),
      { name: to },
    )
    draft.setMetadata({ cast: withRenaming(cast, renaming) })
  }

  /**
   * Returns a function that renames a person whose name the turns have changed already, as find and replace does: they keep
   * colour, role and spellings under the new name, and an undo of the turns undoes that, too. Null if it was nobody's name.
   * @param before the cast before the turns changed
   */
  function renamingOf(before: readonly Person[], from: string, to: string): (() => void) | null {
    const renaming = renamingFrom(before, from, to)
    const { id } = draft
    if (renaming === null) return null
    return () => {
      if (draft.id !== id) return
      // Meanwhile the new name may have joined as a person of its own, and the old one may have left.
      const cast = people().filter(({ name }) => name !== from && (name !== to || renaming.into !== null))
      cast.splice(renaming.place, 0, renaming.person)
      renamings.push(renaming)
      draft.setMetadata({ cast: withRenaming(cast, renaming) })
    }
  }

  /** @param names the names that an undo or redo has put into turns: no others than those of the renaming it concerns */
  function restoreNames(names: readonly string[]): void {
    const cast = draft.metadata?.cast ?? []
    const last = renamings.findLast(
      ({ spellings, to, isApplied }) =>
        (isApplied ? spellings : [to]).some((name) => names.includes(name)) &&
        names.every((name) => name === to || spellings.includes(name)),
    )
    if (last === undefined) return
    draft.setMetadata({ cast: last.isApplied ? withoutRenaming(cast, last) : withRenaming(cast, last) })
    last.isApplied = !last.isApplied
  }

  return { renamePerson, renamingOf, restoreNames }
}

/** Returns the person as one who stays in the cast until the writer removes them. */
function keptByHand({ joinedByTurn: _, ...member }: Person): Person {
  return member
}

/**
 * Changes of people that leave their names alone.
 * @param people returns the cast with everybody whom turns name, and with all colours
 */
function personActions(draft: Draft, people: () => readonly Person[], isNamed: (name: string) => boolean) {
  /** Adds a person to the end of the cast, unless somebody of that name is in it. */
  function add(name: string): void {
    const cast = people()
    const isKnown = name === '' || cast.some((member) => member.name === name)
    if (!isKnown) draft.setMetadata({ cast: joinCast([...cast, person(name)], []) })
  }

  /** Changes what is known about a person. */
  function updatePerson(name: string, change: Partial<Omit<Person, 'name'>>): void {
    draft.setMetadata({
      cast: people().map((member) => (member.name === name ? keptByHand({ ...member, ...change }) : member)),
    })
  }

  /** Adds spellings to the people of these names, such as those of a pasted text, which took the cast's. */
  function addSpellings(spellings: ReadonlyMap<string, readonly string[]>): void {
    const before = people()
    const cast = before.map((member) => {
      const added = (spellings.get(member.name) ?? []).filter((name) => !spellingsOf(member).includes(name))
      return added.length === 0 ? member : { ...member, otherNames: [...member.otherNames, ...added] }
    })
    if (cast.some((member, index) => member !== before[index])) draft.setMetadata({ cast })
  }

  /** Moves a person to another index of the cast. */
  function move(name: string, to: number): void {
    const cast = [...people()]
    const from = cast.findIndex((member) => member.name === name)
    const target = Math.max(0, Math.min(cast.length - 1, to))
    if (from === target || from < 0) return
    cast.splice(target, 0, ...cast.splice(from, 1).map(keptByHand))
    draft.setMetadata({ cast })
  }

  /** Removes a person from the cast, unless a turn names them. */
  function remove(name: string): void {
    if (!isNamed(name)) draft.setMetadata({ cast: people().filter((member) => member.name !== name) })
  }

  return { add, updatePerson, addSpellings, move, remove }
}

/** The colours in which the people of each draft were last shown, by draft id: who comes back gets the same one. */
function shownColours() {
  const drafts = new Map<string, Map<string, number>>()
  return (id: string | null): Map<string, number> => {
    const colours = drafts.get(id ?? '') ?? new Map<string, number>()
    drafts.set(id ?? '', colours)
    return colours
  }
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

/**
 * The people of the draft in sight, with colours and turns, and the changes of them.
 *
 * Two things change the cast besides the writer: a transaction that puts names into turns (`join`, at once), and the rest
 * after typing, when people leave whom no turn names any more. A draft that is only read is shown in the same colours, but they
 * are not written into it before its writer changes something.
 */
export const useCast = defineStore('cast', () => {
  const draft = useDraft()
  const stats = useArticleStats()
  const coloursOfDraft = shownColours()

  const people = computed(() =>
    settleCast(draft.metadata?.cast ?? [], stats.namesInTurns, coloursOfDraft(draft.id)),
  )
  const names = computed(() => people.value.map(({ name }) => name))
  const colours = computed(
    () =>
      new Map(
        people.value.flatMap((member) => spellingsOf(member).map((name) => [name, member.colour] as const)),
      ),
  )
  const colourOf = (name: string): number => colours.value.get(name) ?? 1
  const isNamed = (name: string): boolean => stats.namesInTurns.includes(name)

  const members = computed<readonly CastMember[]>(() => {
    const named = new Set(stats.namesInTurns)
    return people.value.map((somebody) => ({
      ...somebody,
      colour: colourOf(somebody.name),
      turns: spellingsOf(somebody).reduce((sum, name) => sum + (stats.turnCounts.get(name) ?? 0), 0),
      isRemovable: !spellingsOf(somebody).some((name) => named.has(name)),
    }))
  })

  /** Writes a cast into the draft, if the writer has changed anything in it. */
  function write(cast: readonly Person[]): void {
    if (draft.isEdited() && cast !== draft.metadata?.cast) draft.setMetadata({ cast })
  }

  watch(
    people,
    (cast) => {
      for (const { name, colour } of cast) if (colour !== null) coloursOfDraft(draft.id).set(name, colour)
      write(cast)
    },
    { immediate: true },
  )

  /**
   * Adds people whom a change has put into turns, and removes those whom it has replaced. Walks through the document, but only
   * if somebody is new.
   */
  function join(newcomers: readonly string[]): void {
    const article = draft.current()
    if (article === null) return
    const { cast } = article.metadata
    const known = new Set(cast.map(({ name }) => name))
    if (newcomers.some((name) => !known.has(name)))
      write(settleCast(cast, namesInTurns(article.doc), coloursOfDraft(draft.id)))
  }

  return {
    ...{ people, members, names, colourOf, join },
    ...highlight(draft, names),
    ...personActions(draft, () => people.value, isNamed),
    ...renamingActions(draft, () => people.value),
  }
})
