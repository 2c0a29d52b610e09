import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ChromiumSide } from '../contract.ts'
import { connect } from '../wire.ts'
import { plainApp, ROOT } from './app.ts'
import { appSide } from './control.ts'
import { options, setChromium } from './machine.ts'

/**
 * The app's process: runs the unchanged main bundle under Node, with the double in place of `electron`. Argument: the
 * machine, as JSON. The test's process starts it (tests/standin/start.ts) and drives it over ipc.
 */

const machine = options()

setChromium(connect<ChromiumSide>(process, appSide))

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('electron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
})

// As in Electron's main process of an app that is not packaged.
Object.defineProperty(process, 'platform', { value: machine.platform })
Object.defineProperty(process, 'type', { value: 'browser' })
Object.defineProperty(process, 'resourcesPath', { value: join(ROOT, 'out', 'resources') })
Object.defineProperty(process.versions, 'electron', { value: '45.4.1', enumerable: true })
Object.defineProperty(process.versions, 'chrome', { value: '156.0.0.0', enumerable: true })
process.argv.splice(1, process.argv.length, ...(machine.isPackaged ? [] : [ROOT]), ...machine.args)

// The test has ended, so nobody looks at this app any more.
process.on('disconnect', () => process.exit(1))

await import(pathToFileURL(machine.bundle).href)
setImmediate(() => {
  plainApp.becomeReady()
})
