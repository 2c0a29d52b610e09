/** A picture that would take too much memory. The decoder knows its size before it decodes it. */
export class OverSize extends Error {
  readonly width: number
  readonly height: number

  constructor(width: number, height: number) {
    super('the picture has too many pixels')
    this.width = width
    this.height = height
  }
}
