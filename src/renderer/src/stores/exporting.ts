import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { findings, targetById, type Article } from '../../../article/index.ts'
import type { ExportedFile } from '../../../desk.ts'
import { desk, host } from '../desk.ts'
import { useDraft } from './draft.ts'
import { useHistory } from './history.ts'
import { useNotices } from './notices.ts'
import { previewOf } from './preview.ts'

/** One line about what to look at first. */
function reportOn(article: Article): string {
  const found = findings(article)
  const first = found[0]
  if (first === undefined) return 'Nothing to look at first.'
  return found.length === 1
    ? `One thing to look at first: ${first.what}.`
    : `${String(found.length)} things to look at first: ${first.what}…`
}

/** What left can always be found again: it is a version of its own, once for each form that was prepared. */
function createDeparture() {
  let hasLeft = false

  async function left(): Promise<void> {
    const { id } = useDraft()
    if (hasLeft || id === null) return
    hasLeft = true
    const outcome = await desk.keepRevision(id, 'export', '')
    if (outcome.ok) await useHistory().load()
    else useNotices().tell(outcome.problem)
  }

  return {
    left,
    forget: () => {
      hasLeft = false
    },
  }
}

/** The draft on the page made into a target: what is shown is what leaves. */
export const useExporting = defineStore('exporting', () => {
  const draft = useDraft()
  const notices = useNotices()
  /** The text as it is shown and copied; pictures are named, not spelled out. */
  const text = ref('')
  /** The page as readers will see it, pictures inside, without what the web would be asked for; '' for what is no page. */
  const page = ref('')
  const report = ref('')
  const file = shallowRef<ExportedFile | null>(null)
  let wanted = ''
  const departure = createDeparture()

  function forget(): void {
    wanted = ''
    departure.forget()
    file.value = null
    text.value = page.value = report.value = ''
  }

  /** Saves what is pending and makes the target of what is on the disk. */
  async function prepare(id: string): Promise<void> {
    forget()
    wanted = id
    const target = targetById(id)
    const article = draft.current()
    if (target === undefined || article === null || draft.id === null) return
    text.value = target.write(article)
    report.value = 'Putting it together…'
    const saved = await draft.settle()
    const outcome = saved ? await desk.exportDraft(draft.id, id) : null
    if (wanted !== id) return
    if (outcome?.ok === true) {
      file.value = outcome.value
      report.value = reportOn(article)
      if (target.format === 'html') page.value = previewOf(new TextDecoder().decode(outcome.value.bytes))
    } else
      report.value =
        outcome === null
          ? 'The draft could not be saved, so there is no file. Copy works.'
          : outcome.problem.what
  }

  /** Hands the file over. Answers whether it went somewhere. */
  async function save(): Promise<boolean> {
    if (file.value === null) return false
    const outcome = await host.saveFile(file.value)
    if (!outcome.ok) notices.tell(outcome.problem)
    if (!outcome.ok || outcome.value === null) return false
    notices.say(`Saved as ${outcome.value}`)
    await departure.left()
    return true
  }

  async function copy(): Promise<void> {
    const outcome = await host.copyText(text.value)
    if (!outcome.ok) {
      notices.tell(outcome.problem)
      return
    }
    notices.say('Copied.')
    await departure.left()
  }

  return { text, page, report, file, prepare, forget, save, copy }
})
