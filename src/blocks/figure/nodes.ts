import { nodes as galleryNodes } from './gallery/schema.ts'
import { nodes as photoNodes } from './schema.ts'

/** The nodes of photos by themselves and of those in galleries. */
export const nodes = { ...photoNodes, ...galleryNodes }
