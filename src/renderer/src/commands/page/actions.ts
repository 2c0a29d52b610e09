/** What only the frame of the page can do. */
export interface PageActions {
  /** Opens or closes a side panel. */
  readonly toggle: (side: 'library' | 'inspector') => void
  readonly preview: () => void
  readonly export: () => void
}
