/** Asks the writer for files; an empty list when the dialog was cancelled. */
export function pickFiles(accept: string, multiple: boolean): Promise<File[]> {
  return ask({ accept, multiple })
}

/** Asks for a folder and answers all files in it; each knows its path below the folder (`webkitRelativePath`). */
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
