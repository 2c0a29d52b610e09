/**
 * Returns a function that returns true while the button that is down now stays down. For work that takes a moment between
 * the start of a drag and what it drags.
 */
export function pointerHeld(): () => boolean {
  let isHeld = true
  const release = (): void => {
    isHeld = false
    for (const name of ['mouseup', 'pointercancel', 'blur']) window.removeEventListener(name, release, true)
  }
  for (const name of ['mouseup', 'pointercancel', 'blur']) window.addEventListener(name, release, true)
  return () => isHeld
}
