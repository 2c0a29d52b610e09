import type { TextFace } from '../block.ts'

export const text: TextFace = { outline: {}, plain: {} }
