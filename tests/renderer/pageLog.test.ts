import { expect, it } from 'vitest'
import { host } from '../../src/renderer/src/desk.ts'

it('the report of a page in a browser has where an error was, and no word of the article', async () => {
  const message = String.raw`RangeError: Invalid content for node doc: <paragraph("Solis said \"no\"")>`
  await host.logError(message, `${message}\n    at save (http://127.0.0.1:4000/assets/index-3f2a.js:12:34)`)
  const report = await host.readLog()
  expect(report).toMatchObject({
    ok: true,
    value: expect.stringContaining('save index-3f2a.js:12:34') as string,
  })
  expect(JSON.stringify(report)).not.toMatch(/Solis|said|no"/)
})
