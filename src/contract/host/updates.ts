/** What is known about a newer version of the desktop app. */
export interface UpdateState {
  /** `none`: this is the newest version. `available`: it can be downloaded. `ready`: it is downloaded, and its signature checked. */
  readonly status: 'none' | 'available' | 'ready'
  /** The newer version; '' if there is none. */
  readonly version: string
  /** What is new in it, as text. */
  readonly notes: string
}
