import nodeModule from 'node:module'

/**
 * The entry of the `galley` command. It runs on the user's own Node (20 or newer) and reads and writes files with the same
 * code as the app. Results go to stdout, everything else to stderr.
 *
 * Most of a run's time would be the compiling of its code. Node from 22.8 on keeps compiled code in the system's folder for
 * temporary files, but only for modules that are loaded after it is asked to: so this file has no other import.
 */
const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: () => unknown }
enableCompileCache?.()
const [{ t }, { run }] = await Promise.all([import('./messages.ts'), import('./run.ts')])

// A reader may stop early (`galley outline x | head`). That is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ')
  process.stderr.write(`galley: ${t('internalError', { reason })}\n`)
  return 1
})
