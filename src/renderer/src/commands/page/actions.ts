/** What only the frame of the page (`App.vue`) can do: its panels and its dialogs are no store's. */
export interface PageActions {
  /** Opens or closes a side panel. */
  readonly toggle: (side: 'library' | 'inspector') => void
  /** Opens the export dialog. */
  readonly export: () => void
}
