/** A picture that is not decoded, because it would take too much memory. Its size in pixels is known from its header. */
export class OverSize extends Error {
  readonly width: number
  readonly height: number

  constructor(width: number, height: number) {
    super('the picture has too many pixels')
    this.width = width
    this.height = height
  }
}
