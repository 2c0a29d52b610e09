import { expect, test } from 'vitest'
import { relaunchFrom } from '../../src/main/relaunch.ts'

/** Returns how Electron was asked to start Galley anew. */
function requested(appImage: string | undefined, args?: readonly string[]): unknown {
  const options: unknown[] = []
  relaunchFrom({ relaunch: (given) => options.push(given) }, appImage)(args)
  return options[0]
}

test('Galley starts anew with its present arguments, or with others', () => {
  expect(requested(undefined)).toEqual({})
  expect(requested(undefined, ['.'])).toEqual({ args: ['.'] })
})

test('the AppImage itself is started anew, not the program in it, which is gone then', () => {
  expect(requested('/apps/Galley.AppImage')).toEqual({ execPath: '/apps/Galley.AppImage' })
  expect(requested('/apps/Galley.AppImage', ['.'])).toEqual({
    args: ['.'],
    execPath: '/apps/Galley.AppImage',
  })
})
