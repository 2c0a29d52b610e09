import { describe, expect, it } from 'vitest'
import { browserCommand } from '../../src/web/openBrowser.ts'

describe('opening the browser', () => {
  it('passes the address as one argument to a program, never to a shell', () => {
    const address = 'http://127.0.0.1:8080/?token=a-b_c&x=%PATH%'
    for (const platform of ['linux', 'darwin', 'win32', 'freebsd'] as const) {
      const { command, args } = browserCommand(platform, address)
      expect(args.at(-1)).toBe(address)
      expect(command).not.toMatch(/cmd|sh$|powershell/)
    }
  })
})
