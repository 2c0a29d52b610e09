/**
 * Ends a host when the process that started it is gone, even if that was killed with SIGKILL. Loaded with `--import` before
 * the host's own code. Needs an IPC channel: the system closes it with the parent.
 */
if (process.channel !== undefined) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    // A host that hangs while it shuts down is ended all the same.
    setTimeout(() => process.exit(0), 3000).unref()
  })
  process.channel.unref()
}
