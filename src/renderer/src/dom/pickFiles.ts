/**
 * Opens the file dialog. Returns the chosen files, none if it was cancelled.
 * @param accept as the attribute of `<input type="file">`: `.zip`, `.txt,.md`
 * @param multiple whether more than one file can be chosen
 */
export function pickFiles(accept: string, multiple: boolean): Promise<File[]> {
  return ask({ accept, multiple })
}

/** Opens the folder dialog. Returns all files below the chosen folder; `webkitRelativePath` is a file's path from there. */
export function pickFolder(): Promise<File[]> {
  return ask({ webkitdirectory: true })
}

function ask(
  options: Partial<Pick<HTMLInputElement, 'accept' | 'multiple' | 'webkitdirectory'>>,
): Promise<File[]> {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement('input'), { type: 'file', ...options })
    input.addEventListener('change', () => {
      resolve(Array.from(input.files ?? []))
    })
    input.addEventListener('cancel', () => {
      resolve([])
    })
    input.click()
  })
}
