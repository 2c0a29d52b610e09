import type { WebContents } from 'electron'
import type { Desk } from '../desk.ts'
import type { ConnectedPage } from '../desk/index.ts'

/**
 * The desk's pages, one for each document that a window shows. A page is connected at its first call and ended with its
 * document: when another one is loaded (a reload too), when its process is gone, when its window is closed.
 *
 * Electron does not promise that `did-navigate` comes before the first call of the new document. A call that came earlier
 * was made for the page that ends; the new document then finds its draft `not-open`, and opens it again.
 */
export class Pages {
  readonly #connect: () => ConnectedPage
  readonly #connected = new WeakMap<WebContents, ConnectedPage>()
  /** Web contents whose events are listened to: they outlive their documents. */
  readonly #watched = new WeakSet<WebContents>()

  constructor(connect: () => ConnectedPage) {
    this.#connect = connect
  }

  /** Returns the desk of the document that the web contents show now. */
  deskFor(contents: WebContents): Desk {
    this.#watch(contents)
    const known = this.#connected.get(contents)
    if (known !== undefined) return known.desk
    const page = this.#connect()
    this.#connected.set(contents, page)
    return page.desk
  }

  #watch(contents: WebContents): void {
    if (this.#watched.has(contents)) return
    this.#watched.add(contents)
    const end = (): void => {
      const page = this.#connected.get(contents)
      this.#connected.delete(contents)
      // Ends behind the calls that are under way.
      void page?.end()
    }
    // Of the main frame alone, and not within a document.
    contents.on('did-navigate', end)
    contents.on('render-process-gone', end)
    contents.on('destroyed', end)
  }
}
