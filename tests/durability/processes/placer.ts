import { deskOver, must } from './desk.ts'

/** Moves each draft of a series to its end, one after another. Arguments: library, cache, tag, ids with commas, the last id. */
const [library = '', cache = '', tag = '', ids = '', last = ''] = process.argv.slice(2)
const desk = await deskOver(library, cache)
for (const id of ids.split(',')) must(await desk.placeInSeries(tag, [id], last, 'after'))
process.exit(0)
