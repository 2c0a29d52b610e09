/** Loaded before a host that another process started: when that process is gone, however it went, the host ends. */
if (process.channel !== undefined) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    // A host that hangs in its last words still goes.
    setTimeout(() => process.exit(0), 3000).unref()
  })
  process.channel.unref()
}
