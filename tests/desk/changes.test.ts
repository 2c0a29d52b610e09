import { expect, it } from 'vitest'
import { article, deskOver, tempFolder, value } from './library.ts'

it('the desk tells its host which drafts were made, saved, trashed and restored', async () => {
  const desk = await deskOver(await tempFolder())
  const changed: string[] = []
  desk.onChange((id) => changed.push(id))
  const made = value(await desk.createDraft(article('Tram', 'It leaves.')))
  const { id } = made.summary
  for (const change of [
    () => desk.saveDraft(id, article('Tram', 'It leaves late.'), made.revision),
    () => desk.trashDraft(id),
    () => desk.restoreDraft(id),
  ]) {
    changed.length = 0
    expect((await change()).ok).toBe(true)
    expect(changed).toContain(id)
  }
})
