import type { Page } from 'playwright-core'

/**
 * What cannot be seen or reached on the page as it stands, one line each: a page that scrolls sideways, something to
 * press beyond the window's side, a text that is cut without an ellipsis, a part of a dialog that nothing scrolls to.
 */
export function layoutProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = []
    const wordsOf = (dom: Element): string => dom.getAttribute('aria-label') ?? dom.textContent
    const nameOf = (dom: Element): string =>
      `${dom.tagName.toLowerCase()}.${dom.getAttribute('class') ?? ''} “${wordsOf(dom).trim().slice(0, 40)}”`
    const scrolls = (dom: Element, axis: 'X' | 'Y'): boolean =>
      /auto|scroll/.test(getComputedStyle(dom)[`overflow${axis}`])
    const isInScroller = (dom: Element, axis: 'X' | 'Y', until: Element | null): boolean => {
      for (let at = dom.parentElement; at !== null && at !== until; at = at.parentElement)
        if (scrolls(at, axis)) return true
      return until !== null && scrolls(until, axis)
    }
    const { innerWidth, innerHeight } = window
    const root = document.documentElement
    if (root.scrollWidth > innerWidth) problems.push(`the page is ${String(root.scrollWidth)} px wide`)

    const isVisible = (dom: Element): boolean =>
      dom.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      dom.closest('[inert], .sr-only, [aria-hidden="true"]') === null
    const dialog = document.querySelector('.sheet, .palette, .pop, .menu')
    for (const dom of document.querySelectorAll(
      'button, input, select, textarea, a[href], [role="tab"], [role="option"], [role="menuitem"], h1, h2, h3, p',
    )) {
      if (!isVisible(dom)) continue
      const { left, right, top, bottom, width } = dom.getBoundingClientRect()
      if (width === 0) continue
      if ((left < -1 || right > innerWidth + 1) && !isInScroller(dom, 'X', null))
        problems.push(`${nameOf(dom)} stands from ${String(left)} to ${String(right)} px`)
      if (
        dialog?.contains(dom) === true &&
        (top < -1 || bottom > innerHeight + 1) &&
        !isInScroller(dom, 'Y', dialog)
      )
        problems.push(`${nameOf(dom)} of ${nameOf(dialog)} cannot be scrolled to`)
    }
    for (const dom of document.querySelectorAll('body *')) {
      if (!isVisible(dom) || dom.matches('input, textarea')) continue
      const { overflowX, textOverflow, webkitLineClamp } = getComputedStyle(dom)
      if (overflowX !== 'hidden' && overflowX !== 'clip') continue
      if (textOverflow === 'ellipsis' || webkitLineClamp !== 'none') continue
      // A frame that is scaled down counts with its size before.
      const frame = dom.querySelector(':scope > iframe')
      if (frame !== null && frame.getBoundingClientRect().right <= dom.getBoundingClientRect().right + 1)
        continue
      if (dom.scrollWidth > dom.clientWidth + 1)
        problems.push(`${nameOf(dom)} is cut at ${String(dom.clientWidth)} of ${String(dom.scrollWidth)} px`)
    }
    return problems
  })
}

/**
 * Gives the focus to everything on the page, or in its dialog, that can have it. Returns the elements whose focus ring
 * a scrolling or clipping part cuts off, one line each.
 */
export function cutFocusRings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut: string[] = []
    /** Pixels by which a ring reaches out of the padding box of an element that clips, at its worst side. */
    const excess = (ring: Record<'left' | 'top' | 'right' | 'bottom', number>, clip: HTMLElement): number => {
      const { overflowX, overflowY } = getComputedStyle(clip)
      const outer = clip.getBoundingClientRect()
      const left = outer.left + clip.clientLeft
      const top = outer.top + clip.clientTop
      const reaches = [
        overflowX === 'visible' ? 0 : Math.max(left - ring.left, ring.right - left - clip.clientWidth),
        overflowY === 'visible' ? 0 : Math.max(top - ring.top, ring.bottom - top - clip.clientHeight),
      ]
      return Math.max(...reaches)
    }
    const scope = document.querySelector('[role="dialog"]') ?? document.body
    for (const dom of scope.querySelectorAll<HTMLElement>(
      'button, input, select, textarea, a[href], [tabindex]',
    )) {
      dom.focus()
      // What is hidden from sight has its ring drawn by its label.
      const isSeen = dom.offsetWidth > 1 && dom.checkVisibility({ opacityProperty: true })
      if (document.activeElement !== dom || !isSeen) continue
      const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(dom)
      if (outlineStyle === 'none') continue
      const reach = Math.max(0, parseFloat(outlineOffset) + parseFloat(outlineWidth))
      const { left, top, right, bottom } = dom.getBoundingClientRect()
      const ring = { left: left - reach, top: top - reach, right: right + reach, bottom: bottom + reach }
      for (let clip = dom.parentElement; clip !== null; clip = clip.parentElement)
        if (excess(ring, clip) > 0.6) {
          const name = (dom.getAttribute('aria-label') ?? dom.textContent).trim().slice(0, 40)
          cut.push(`${dom.tagName.toLowerCase()} “${name}” by .${clip.className}`)
          break
        }
    }
    return cut
  })
}
