import { testStates } from '../rig/axe.ts'
import { GROUPS } from '../shots/states.ts'

testStates(GROUPS.writing)
