import type { Root } from 'hast'
import { fromParse5 } from 'hast-util-from-parse5'
import { defaultTreeAdapter, type DefaultTreeAdapterMap, parse, type TreeAdapter } from 'parse5'
import { ArticleError } from '../error.ts'
import { t } from '../messages.ts'

/** Nesting at which Chromium's own parser stops; pages that people write stay under 100. */
const MAX_DEPTH = 512
/** A 100,000-word article exported by a word processor stays under 60,000. */
const MAX_ELEMENTS = 400_000
const MAX_LENGTH = 50_000_000

function refuse(what: string): never {
  throw new ArticleError(what, t('where.wholeFile'), t('html.pasteInstead'))
}

/**
 * Counts while parsing, so that a small text cannot grow into a tree that exhausts memory or the stack: unclosed
 * formatting elements are made anew in every block that follows them.
 */
function countingAdapter(): TreeAdapter<DefaultTreeAdapterMap> {
  let open = 0
  let made = 0
  return {
    ...defaultTreeAdapter,
    createElement(tagName, namespace, attributes) {
      if ((made += 1) > MAX_ELEMENTS) refuse(t('html.tooLarge'))
      return defaultTreeAdapter.createElement(tagName, namespace, attributes)
    },
    onItemPush() {
      if ((open += 1) > MAX_DEPTH) refuse(t('html.tooDeep'))
    },
    onItemPop() {
      open -= 1
    },
  }
}

/**
 * Returns HTML as a tree, read as browsers do. Nothing of it runs.
 * @throws ArticleError when it is too long, too deep or too large to be an article
 */
export function parseHtml(text: string): Root {
  if (text.length > MAX_LENGTH) refuse(t('html.tooLong', { millions: MAX_LENGTH / 1_000_000 }))
  const tree = fromParse5(parse(text, { treeAdapter: countingAdapter(), scriptingEnabled: false }))
  return tree.type === 'root' ? tree : { type: 'root', children: [] }
}
