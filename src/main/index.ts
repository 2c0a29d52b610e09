import { app } from 'electron'
import { setupCompileCache } from './process/compileCache.ts'
import { isSmokeRun } from './smoke/smokeRun.ts'

/**
 * The desktop host's entry: sets up the cache of compiled code, and loads the app through it. A smoke run leaves nothing in
 * the writer's folders, so it has no cache.
 */
if (!isSmokeRun(process.argv, process.env)) setupCompileCache(app, process.env)
// Awaited: Electron becomes ready only after this module has run to its end, and the app has to do much before that.
await import('./app.ts')
