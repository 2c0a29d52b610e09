import { Tokenizer, TokenizerMode, type Token } from 'parse5'

/**
 * Reads HTML as a sequence of tags and texts, never as a tree: the time is linear in the length, even for a hostile page.
 * No script of it runs.
 */

/** Receives each tag and text. A text within `script`, `style` or `title` is its source or its words. */
interface TagListener {
  readonly onTag: (name: string, attributes: ReadonlyMap<string, string>) => void
  readonly onEnd: (name: string) => void
  readonly onText: (text: string) => void
}

/** Elements whose content is no markup (HTML, 13.2.6.4.4 and 13.2.6.4.7). */
const CONTENT_MODES: Readonly<Record<string, Tokenizer['state']>> = {
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
  style: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  script: TokenizerMode.SCRIPT_DATA,
}

/** Reads HTML from its beginning to its end. */
export function readTags(html: string, { onTag, onEnd, onText }: TagListener): void {
  const onCharacters = ({ chars }: Token.CharacterToken): void => {
    onText(chars)
  }
  const ignore = (): void => undefined
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag: ({ tagName, attrs }) => {
        onTag(tagName, new Map(attrs.map(({ name, value }) => [name, value])))
        tokenizer.state = CONTENT_MODES[tagName] ?? tokenizer.state
      },
      onEndTag: ({ tagName }) => {
        onEnd(tagName)
      },
      onCharacter: onCharacters,
      onWhitespaceCharacter: onCharacters,
      onNullCharacter: ignore,
      onComment: ignore,
      onDoctype: ignore,
      onEof: ignore,
    },
  )
  tokenizer.write(html, true)
}
