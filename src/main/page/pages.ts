import type { WebContents } from 'electron'
import type { Desk } from '../../desk.ts'
import type { ConnectedPage } from '../../desk/index.ts'

/**
 * The desk's pages, one for each document that a window shows. A page is connected at its first call and ended with its
 * document: when another document is loaded (also by a reload), when its process is gone, or when its window is closed.
 *
 * Electron does not guarantee that `did-navigate` comes before the first call of the new document. A call that comes
 * earlier is attributed to the page that ends. The new document then finds its draft `not-open`, and opens it again.
 */
export class Pages {
  readonly #connect: () => ConnectedPage
  readonly #connected = new WeakMap<WebContents, ConnectedPage>()
  /** The web contents with listeners. They outlive their documents. */
  readonly #watched = new WeakSet<WebContents>()

  /** @param connect connects a page to the desk */
  constructor(connect: () => ConnectedPage) {
    this.#connect = connect
  }

  /** Returns the desk of the document that the web contents show now; connects the page if it is the first call. */
  deskFor(contents: WebContents): Desk {
    this.#watch(contents)
    const connected = this.#connected.get(contents)
    if (connected !== undefined) return connected.desk
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
      // The desk finishes the page's calls in progress first.
      void page?.end()
    }
    // Emitted for the main frame alone, and not for navigation within a document.
    contents.on('did-navigate', end)
    contents.on('render-process-gone', end)
    contents.on('destroyed', end)
  }
}
