import {
  Captions,
  CirclePlay,
  CodeXml,
  Heading2,
  Heading3,
  Heading4,
  Image,
  List,
  ListOrdered,
  MessagesSquare,
  Minus,
  Pilcrow,
  Quote,
  ScrollText,
} from '@lucide/vue'
import type { Component } from 'vue'

/** A picture for each kind of block, by its id. */
export const icons: Readonly<Record<string, Component>> = {
  paragraph: Pilcrow,
  dialogue: MessagesSquare,
  caption: Captions,
  figure: Image,
  embed: CirclePlay,
  source: ScrollText,
  heading2: Heading2,
  heading3: Heading3,
  heading4: Heading4,
  bulletList: List,
  orderedList: ListOrdered,
  quote: Quote,
  divider: Minus,
  codeBlock: CodeXml,
}
