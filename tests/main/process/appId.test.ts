import { describe, expect, test } from 'vitest'
import * as packages from '../../../packaging/config.ts'
import { APP_ID, setupAppId } from '../../../src/main/process/appId.ts'

describe('the app’s id', () => {
  test.each([
    ['win32', true, [APP_ID]],
    ['win32', false, []],
    ['darwin', true, []],
    ['linux', true, []],
  ] as const)('is told to the system on %s, packaged %s: %j', (platform, isPackaged, wanted) => {
    const ids: string[] = []
    setupAppId({ isPackaged, setAppUserModelId: (id) => void ids.push(id) }, platform)
    expect(ids).toEqual(wanted)
  })

  test('is that of the packages', () => {
    expect(APP_ID).toBe(packages.APP_ID)
  })
})
