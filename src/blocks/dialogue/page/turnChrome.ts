import { h, render } from 'vue'
import type { Chrome, ChromeProps } from '../../_view/leanView.ts'
import { t } from '../messages.ts'
import TurnForm from '../TurnForm.vue'
import { startTurnDrag } from './turnDrag.ts'
import { EDIT_FIELD_EVENT, TURN_FIELDS, type TurnField } from './turnFields.ts'

/** Returns a button that Tab skips: keys reach the fields through {@link EDIT_FIELD_EVENT}. */
function createButton(className: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = className
  button.tabIndex = -1
  button.dir = 'auto'
  return button
}

/** The speaker, addressee and parenthetical beside a turn's words: buttons, or the form while the writer edits them. */
class TurnHead {
  private readonly root = document.createElement('div')
  private readonly handle = document.createElement('span')
  private readonly buttons: Readonly<Record<TurnField, HTMLButtonElement>> = {
    speaker: createButton('turn-speaker'),
    addressee: createButton('turn-aside'),
    parenthetical: createButton('turn-aside'),
  }
  /** The element that the form is rendered into; null while the buttons are shown. */
  private formHost: HTMLElement | null = null
  /** The field that the form opens first. */
  private field: TurnField = 'speaker'
  private props: ChromeProps

  constructor(into: HTMLElement, props: ChromeProps) {
    this.props = props
    this.root.className = 'turn-who'
    this.handle.className = 'turn-grip'
    this.handle.draggable = true
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
    this.root.addEventListener('pointerenter', () => {
      this.setTitles()
    })
    this.root.addEventListener(EDIT_FIELD_EVENT, (event) => {
      const requested: unknown = event instanceof CustomEvent ? event.detail : null
      this.edit(TURN_FIELDS.find((field) => field === requested) ?? 'speaker')
    })
    this.showButtons()
    into.append(this.root)
  }

  /** Shows changed attributes: in the buttons, or in the form if it is open. */
  update(props: ChromeProps): void {
    this.props = props
    if (this.formHost === null) this.showButtons()
    else this.renderForm(this.formHost)
  }

  /** Unmounts the form, if it is open, and removes the element. */
  remove(): void {
    this.unmountForm()
    this.root.remove()
  }

  private showButtons(): void {
    const name = String(this.props.attrs.speaker ?? '')
    const addressee = String(this.props.attrs.addressee ?? '')
    const aside = String(this.props.attrs.parenthetical ?? '')
    this.buttons.speaker.textContent = name || t('turn.speaker')
    const parts: HTMLElement[] = [this.handle, this.buttons.speaker]
    if (addressee !== '') {
      this.buttons.addressee.textContent = t('turn.to', { name: addressee })
      parts.push(this.buttons.addressee)
    }
    if (aside !== '') {
      this.buttons.parenthetical.textContent = t('turn.inBrackets', { aside })
      parts.push(this.buttons.parenthetical)
    }
    // Leaves the DOM alone if the parts are the same, so that a focused button keeps the focus.
    const { children } = this.root
    if (children.length !== parts.length || parts.some((part, at) => children[at] !== part))
      this.root.replaceChildren(...parts)
  }

  /** Sets the tooltips when the pointer arrives: a lookup takes 10 to 15 µs, too long for each of thousands of turns. */
  private setTitles(): void {
    this.handle.title = t('turn.drag')
    this.buttons.speaker.title = t('turn.changeSpeaker', { name: String(this.props.attrs.speaker ?? '') })
  }

  /** Replaces the buttons by the form, with this field open. */
  private edit(field: TurnField): void {
    this.unmountForm()
    this.field = field
    this.formHost = document.createElement('div')
    this.formHost.className = 'turn-form-place'
    this.root.replaceChildren(this.formHost)
    this.renderForm(this.formHost)
  }

  private renderForm(host: HTMLElement): void {
    const close = (): void => {
      this.close()
    }
    render(h(TurnForm, { ...this.props, field: this.field, onClose: close }), host)
  }

  private close(): void {
    this.unmountForm()
    this.showButtons()
  }

  /** Unmounts the form. Its focused field loses the focus by that, and asks for its close once more: there is none then. */
  private unmountForm(): void {
    const host = this.formHost
    this.formHost = null
    if (host !== null) render(null, host)
  }
}

/** The heads on the page, by the element they were drawn into; {@link Chrome} itself keeps no state. */
const headsByElement = new WeakMap<HTMLElement, TurnHead>()

/**
 * A turn's chrome in plain DOM. A long interview has thousands of turns; rendering each with Vue took most of the time
 * of opening it and of renaming a speaker. Only the form of the edited turn is a component. Speakers' colours are style
 * rules for `data-speaker` (see {@link speakerStyles}), so that a change of the cast redraws no turn.
 */
export const turnChrome: Chrome = {
  draw: (into, props) => {
    const head = headsByElement.get(into)
    if (head === undefined) headsByElement.set(into, new TurnHead(into, props))
    else head.update(props)
  },
  remove: (from) => {
    headsByElement.get(from)?.remove()
    headsByElement.delete(from)
  },
}

/** A speaker and the number of their colour, from 1. */
export interface SpeakerColour {
  readonly name: string
  readonly colour: number
}

/**
 * Returns the style sheet that gives each speaker's turns their colour.
 * @param chosen the speaker to highlight: other speakers' turns are dimmed as far as they stay readable; '' for none
 */
export function speakerStyles(speakers: readonly SpeakerColour[], chosen: string): string {
  const turnsOf = (name: string): string => `.article .turn[data-speaker="${CSS.escape(name)}"]`
  const colours = speakers
    .filter(({ name }) => name !== '')
    .map(({ name, colour }) => `${turnsOf(name)} { --c: var(--s${String(colour)}); }`)
  const dim =
    chosen === ''
      ? []
      : [
          `.article .turn:not([data-speaker="${CSS.escape(chosen)}"]) { --c: var(--ink-3); color: var(--ink-3); }`,
        ]
  return [...colours, ...dim].join('\n')
}
