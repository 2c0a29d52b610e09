import { t } from './messages.ts'
import { run } from './run.ts'

/**
 * The entry of the `galley` command. It runs on the user's own Node (20 or newer) and reads and writes files with the same
 * code as the app. Results go to stdout, everything else to stderr.
 */

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
