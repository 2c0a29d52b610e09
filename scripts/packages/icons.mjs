/** `npm run icons`: makes resources/icons from resources/icon.svg. To be run, and its result committed, when the drawing changes. */
import { isMain, Failure, log, projectNode, ROOT, runMain } from '../project.mjs'
import { setUp, setUpPackaging } from '../setup.mjs'
import { runProgram } from '../steps.mjs'

if (isMain(import.meta.url))
  await runMain(async () => {
    await setUp()
    await setUpPackaging()
    const { code, output } = await runProgram(projectNode(), ['packaging/icons.ts'], { cwd: ROOT })
    if (code !== 0) throw new Failure(`the icons could not be made: ${output}`)
    log('Galley: made resources/icons')
    return 0
  })
