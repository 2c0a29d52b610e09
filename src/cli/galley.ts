import { run } from './run.ts'

// A reader that has seen enough (`galley outline x | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  const said = error instanceof Error ? error.message : String(error)
  process.stderr.write(
    `galley: something went wrong in Galley itself: ${said.replace(/\s+/g, ' ')}. No file was touched.\n`,
  )
  return 1
})
