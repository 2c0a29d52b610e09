/** Elements by what the reader does with them. */

/** Not the article's words: what runs, what is filled in, and the furniture around. */
export const DROPPED_TAGS = new Set([
  ...['script', 'style', 'noscript', 'template', 'head', 'title', 'meta', 'link', 'base', 'svg', 'canvas'],
  ...['nav', 'form', 'button', 'input', 'select', 'option', 'textarea', 'datalist', 'dialog'],
  ...['map', 'param', 'source', 'track', 'frameset', 'rp'],
])
/** What sites put between the words: Wikipedia's links to its editor, WordPress' second link to a file. */
export const FURNITURE_CLASSES = new Set(['mw-editsection', 'wp-block-file__button'])
export const FURNITURE_ROLES = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'search',
  'complementary',
  'dialog',
  'alert',
])

/** Elements that begin and end a line of their own (the HTML standard's rendering section, 15.3.3 and after). */
export const BLOCK_TAGS = new Set(
  [
    'address article aside audio blockquote body caption center dd details dir div dl dt embed fieldset',
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html iframe img',
    'legend li listing main menu object ol p pre search section summary table tbody td tfoot',
    'th thead tr ul video xmp',
  ].flatMap((names) => names.split(' ')),
)
