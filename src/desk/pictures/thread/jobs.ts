import type { ConvertedKind } from '../foreignKinds.ts'
import type { PicturePlan } from '../outgoing/plan.ts'

/** What the desk and the pictures' thread send each other. */

/** A picture as it is rendered. Width and height in pixels. */
export interface PictureCopy {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

/** What to make of a picture: copies for an export, or one ordinary picture of a format that is converted. */
export type PictureJob =
  | { readonly bytes: Uint8Array; readonly plan: PicturePlan }
  | { readonly bytes: Uint8Array; readonly from: ConvertedKind }

/** What the desk sends. */
export type PictureRequest = PictureJob & { readonly number: number }

/** What the thread sends. The largest copy comes first. */
export type PictureReply =
  | { readonly number: number; readonly copies: readonly PictureCopy[] }
  | { readonly number: number; readonly overSize: { readonly width: number; readonly height: number } }
  | { readonly number: number; readonly failed: string }
