import { setTimeout as pause } from 'node:timers/promises'
import { Transform } from 'prosemirror-transform'
import { Node } from 'prosemirror-model'
import { parseArticle, schema, stringifyArticle } from '../../../src/article/index.ts'
import { DEFAULT_SETTINGS, type OpenDraft, type Outcome } from '../../../src/desk.ts'
import { type Files, realFiles } from '../../../src/desk/files.ts'
import { openDesk } from '../../../src/desk/index.ts'
import { article as made } from '../article.ts'
import { Calls } from '../stalls.ts'
import { createAutosave } from '../../../src/renderer/src/stores/autosave.ts'
import { createJournal } from '../../../src/renderer/src/stores/journal.ts'

/**
 * A writer who never pauses, to be killed: types a numbered word every few milliseconds into a draft, saved and
 * journalled by the page's own clockwork, and never ends by itself. Says on stdout, in milliseconds of the clock that
 * all processes share:
 *
 * * `d ID`: the draft;
 * * `w 17 5000.25 4990.5`: typed word 17 then, while a call to the disk was under way since then (or 0, none was);
 * * `f 4000.5 4800.25`: a call to the disk took that long;
 * * `b 5100.5`, `e 5130.25`: a save began, and ended;
 * * `r`: does not type until the next word: the draft is closed and opened;
 * * `! ...`: what no typist should have to say.
 *
 * Arguments: library, draft ('' for a new one), 'journal', 'saves' (the journal cannot be written) or 'slow' (the disk
 * takes seconds over a save), whether to close and open the draft now and then ('rests').
 */
const [library = '', given = '', mode = 'journal', rests = ''] = process.argv.slice(2)

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const now = (): number => Number(process.hrtime.bigint() / 1000n) / 1000

function must<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  say(`! ${outcome.problem.what}`)
  process.exit(3)
}

/** Milliseconds that a slow disk takes over a draft's file: more than a second, which is all that may be lost. */
const SLOW = 2500

/** A disk that takes its time over every new draft file, as a network's does, or one that a scanner looks at first. */
function slow(files: Files): Files {
  return {
    ...files,
    open: async (path, flags, mode) => {
      const file = await files.open(path, flags, mode)
      if (!path.includes('.article.json.')) return file
      return { ...file, sync: () => pause(SLOW).then(() => file.sync()) }
    },
  }
}

const settings = { read: () => DEFAULT_SETTINGS, write: () => undefined, notices: [] }
// The index is a cache that a kill may cost; without it a typist is at work sooner.
const plain = process.env.GALLEY_DURABILITY !== 'long'
const calls = new Calls(now, (from, to) => {
  say(`f ${String(from)} ${String(to)}`)
})
const files = mode === 'slow' ? slow(calls.watched(realFiles)) : calls.watched(realFiles)
const desk = must(await openDesk({ library, cache: `${library}-cache`, settings, plain, files }))

async function opened(): Promise<OpenDraft> {
  return must(
    given === '' ? await desk.createDraft(made('Typed without a pause', 'w0')) : await desk.openDraft(given),
  )
}

const draft = await opened()
const { id } = draft.summary
const article = parseArticle(draft.article)
let { metadata } = article
let { revision } = draft
let doc = Node.fromJSON(schema, article.doc)
let next = Number(/w(\d+)$/.exec(doc.textContent)?.[1] ?? 0) + 1

const journal = createJournal({
  append: async (base, lines) => mode !== 'saves' && (await desk.appendJournal(id, base, lines)).ok,
  onTaken: (takes) => {
    autosave.journalled(takes)
  },
})
journal.begin(revision)

async function saveOnce(noted: number): Promise<string | null> {
  say(`b ${String(now())}`)
  const saved = await desk.saveDraft(
    id,
    stringifyArticle({ metadata, doc: doc.toJSON() as typeof article.doc }),
    revision,
    noted,
  )
  say(`e ${String(now())}`)
  if (!saved.ok) {
    say(`! ${saved.problem.what}`)
    return null
  }
  revision = saved.value.revision
  return revision
}

const autosave = createAutosave({
  save: async () => {
    let reached = false
    await journal.around(async (noted) => {
      const saved = await saveOnce(noted)
      reached = saved !== null
      return saved
    })
    return reached
  },
  onState: () => undefined,
})

function type(): void {
  const at = doc.content.size - 2
  const text = ` w${String(next)}`
  const change = new Transform(doc).insert(at, schema.text(text))
  doc = change.doc
  journal.add(change.steps.map((step): unknown => step.toJSON()))
  autosave.touch()
  say(`w ${String(next)} ${String(now())} ${String(calls.since)}`)
  next += 1
}

/** As when the writer goes to another draft and comes back: at rest it is kept, mirrored and renamed. */
async function rest(): Promise<void> {
  await autosave.flush()
  metadata = { ...metadata, slug: `rest-${String(next)}` }
  must(await desk.closeDraft(id))
  const again = must(await desk.openDraft(id))
  revision = again.revision
  journal.begin(revision)
}

say(`d ${id}`)
let resting = false
setInterval(() => {
  if (!resting) type()
}, 7)
if (rests === 'rests')
  setInterval(() => {
    if (resting) return
    resting = true
    say('r')
    void rest().finally(() => {
      resting = false
    })
  }, 400)
