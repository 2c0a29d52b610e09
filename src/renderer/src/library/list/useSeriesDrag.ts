import { onScopeDispose, type Ref, ref } from 'vue'
import type { SeriesSide } from '../../../../desk.ts'

/** Where dragged rows would go. */
export interface DropPlace {
  readonly index: number
  readonly side: SeriesSide
}

/** The list scrolls by itself while the pointer is so near to its edge, by so much a frame. In pixels. */
const EDGE = 36
const SCROLL_STEP = 8

/** Returns the place that is nearest to a point; null beside the rows. */
function placeAt(x: number, y: number): DropPlace | null {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>('.drafts [data-index]')
  if (row === null || row === undefined) return null
  const { top, height } = row.getBoundingClientRect()
  return { index: Number(row.dataset.index), side: y < top + height / 2 ? 'before' : 'after' }
}

/**
 * Drags a row of the list by its handle, with mouse, pen or finger. Escape cancels.
 * @param scroller the element that scrolls; the rows are in it, each with its index as `data-index`
 * @param drop is called with the row that was dragged and its new place
 */
export function useSeriesDrag(
  scroller: Ref<HTMLElement | null>,
  drop: (index: number, place: DropPlace) => void,
) {
  /** The row that is dragged; -1 for none. */
  const dragged = ref(-1)
  const place = ref<DropPlace | null>(null)
  let listeners = new AbortController()
  let frame = 0

  /** Scrolls while the pointer rests at an edge of the list. */
  function scrollAt(x: number, y: number): void {
    cancelAnimationFrame(frame)
    const box = scroller.value?.getBoundingClientRect()
    if (box === undefined) return
    const step = y < box.top + EDGE ? -SCROLL_STEP : y > box.bottom - EDGE ? SCROLL_STEP : 0
    if (step === 0) return
    frame = requestAnimationFrame(() => {
      scroller.value?.scrollBy(0, step)
      place.value = placeAt(x, y) ?? place.value
      scrollAt(x, y)
    })
  }

  function end(): void {
    cancelAnimationFrame(frame)
    listeners.abort()
    dragged.value = -1
    place.value = null
  }

  /** The pointer is pressed on a row's handle. */
  function grab(event: PointerEvent, index: number): void {
    if (event.button !== 0) return
    event.preventDefault()
    end()
    listeners = new AbortController()
    const { signal } = listeners
    dragged.value = index
    const onMove = ({ clientX, clientY }: PointerEvent): void => {
      place.value = placeAt(clientX, clientY)
      scrollAt(clientX, clientY)
    }
    const onUp = (): void => {
      const to = place.value
      end()
      if (to !== null && to.index !== index) drop(index, to)
    }
    const onKey = (key: KeyboardEvent): void => {
      if (key.key !== 'Escape') return
      key.preventDefault()
      key.stopPropagation()
      end()
    }
    window.addEventListener('pointermove', onMove, { signal })
    window.addEventListener('pointerup', onUp, { signal })
    window.addEventListener('pointercancel', end, { signal })
    window.addEventListener('keydown', onKey, { signal, capture: true })
  }

  onScopeDispose(end)
  return { dragged, place, grab }
}
