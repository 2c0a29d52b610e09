import { h, render } from 'vue'
import type { Chrome, ChromeProps } from '../../_view/leanView.ts'
import TurnForm from '../TurnForm.vue'
import { startTurnDrag } from './turnDrag.ts'
import { EDIT_FIELD_EVENT, TURN_FIELDS, type TurnField } from './turnFields.ts'

function button(className: string): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = className
  made.tabIndex = -1
  made.dir = 'auto'
  return made
}

/** Who speaks, to whom and how, beside a turn's words; their form while one of them is written. */
class TurnHead {
  private readonly root = document.createElement('div')
  private readonly handle = document.createElement('span')
  private readonly buttons: Readonly<Record<TurnField, HTMLButtonElement>> = {
    speaker: button('turn-speaker'),
    addressee: button('turn-aside'),
    parenthetical: button('turn-aside'),
  }
  /** Holds the form while there is one. */
  private form: HTMLElement | null = null
  private field: TurnField = 'speaker'
  private props: ChromeProps

  constructor(into: HTMLElement, props: ChromeProps) {
    this.props = props
    this.root.className = 'turn-who'
    this.handle.className = 'turn-grip'
    this.handle.draggable = true
    this.handle.title = 'Drag the turn'
    this.handle.setAttribute('aria-hidden', 'true')
    this.handle.addEventListener('dragstart', (event) => {
      this.props.act((view, position) => {
        startTurnDrag(view, position, event)
      })
    })
    for (const field of TURN_FIELDS)
      this.buttons[field].addEventListener('click', () => {
        this.edit(field)
      })
    this.root.addEventListener(EDIT_FIELD_EVENT, (event) => {
      const asked: unknown = event instanceof CustomEvent ? event.detail : null
      this.edit(TURN_FIELDS.find((field) => field === asked) ?? 'speaker')
    })
    this.show()
    into.append(this.root)
  }

  update(props: ChromeProps): void {
    this.props = props
    if (this.form === null) this.show()
    else this.drawForm(this.form)
  }

  remove(): void {
    if (this.form !== null) render(null, this.form)
    this.root.remove()
  }

  private show(): void {
    const { speaker, addressee, parenthetical } = this.props.attrs
    const name = String(speaker ?? '')
    this.buttons.speaker.textContent = name || 'Speaker'
    this.buttons.speaker.title = `Change who speaks: ${name}`
    const parts: HTMLElement[] = [this.handle, this.buttons.speaker]
    for (const [field, value, text] of [
      ['addressee', addressee, `to ${String(addressee)}`],
      ['parenthetical', parenthetical, `(${String(parenthetical)})`],
    ] as const) {
      if ((value ?? '') === '') continue
      this.buttons[field].textContent = text
      parts.push(this.buttons[field])
    }
    const { children } = this.root
    if (children.length !== parts.length || parts.some((part, at) => children[at] !== part))
      this.root.replaceChildren(...parts)
  }

  private edit(field: TurnField): void {
    if (this.form !== null) this.close()
    this.field = field
    this.form = document.createElement('div')
    this.form.className = 'turn-form-place'
    this.root.replaceChildren(this.form)
    this.drawForm(this.form)
  }

  private drawForm(into: HTMLElement): void {
    const close = (): void => {
      this.close()
    }
    render(h(TurnForm, { ...this.props, field: this.field, onClose: close }), into)
  }

  private close(): void {
    if (this.form === null) return
    render(null, this.form)
    this.form = null
    this.show()
  }
}

const headsByElement = new WeakMap<HTMLElement, TurnHead>()

/**
 * A turn's chrome in plain DOM: a long interview has thousands of them, and drawing each with a framework was most of
 * opening it and of renaming somebody. Only the form of the one that is written is a component. Colours, and who steps
 * back, come by style rules for `data-speaker` (see {@link speakerStyles}), so that a change of the cast draws none anew.
 */
export const turnChrome: Chrome = {
  draw: (into, props) => {
    const known = headsByElement.get(into)
    if (known === undefined) headsByElement.set(into, new TurnHead(into, props))
    else known.update(props)
  },
  remove: (from) => {
    headsByElement.get(from)?.remove()
    headsByElement.delete(from)
  },
}

/** Somebody who speaks, as style rules need them: which of the cast's colours, from 1. */
export interface SpeakerColour {
  readonly name: string
  readonly colour: number
}

/** Style rules that give each speaker's turns their colour, and let all others step back, as far as they can be read, when one is chosen. */
export function speakerStyles(voices: readonly SpeakerColour[], chosen: string): string {
  const isTurnOf = (name: string): string => `.article .turn[data-speaker="${CSS.escape(name)}"]`
  const colours = voices
    .filter(({ name }) => name !== '')
    .map(({ name, colour }) => `${isTurnOf(name)} { --c: var(--s${String(colour)}); }`)
  const dim =
    chosen === ''
      ? []
      : [
          `.article .turn:not([data-speaker="${CSS.escape(chosen)}"]) { --c: var(--ink-3); color: var(--ink-3); }`,
        ]
  return [...colours, ...dim].join('\n')
}
