/**
 * Styles that only a preview has. Exports never carry them.
 */

/**
 * A plain page around HTML for a CMS, which leaves without a style: what most sites make of its elements. Its classes have no rules here,
 * as the site's own style does not know them either.
 */
export const NEUTRAL_STYLE = `
:root { color-scheme: light dark; --page: #fff; --ink: #1c1e21; --quiet: #5b6168; --line: #dcdfe3; --link: #1a56b8; }
@media (prefers-color-scheme: dark) {
  :root { --page: #17191c; --ink: #e6e8ea; --quiet: #a3a9b0; --line: #363a40; --link: #8ab4f8; }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 32px 20px 72px; background: var(--page); color: var(--ink);
  font: 400 17px/1.6 system-ui, "Noto Sans", "Noto Sans KR", sans-serif; overflow-wrap: break-word;
}
article { max-width: 680px; margin: 0 auto; }
h1, h2, h3, h4 { margin: 1.5em 0 .5em; line-height: 1.25; }
h1 { margin-top: 0; font-size: 2em; }
img { display: block; max-width: 100%; height: auto; }
figure { margin: 1.6em 0; }
figcaption { margin-top: .5em; color: var(--quiet); font-size: .85em; }
blockquote { margin: 1.4em 0; padding-inline-start: 1em; border-inline-start: 3px solid var(--line); }
pre { overflow: auto; padding: 1em; border: 1px solid var(--line); border-radius: 6px; font-size: .85em; }
table { border-collapse: collapse; }
th, td { padding: .35em .7em; border: 1px solid var(--line); text-align: start; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
a { color: var(--link); }
@media print {
  :root { --page: #fff; --ink: #000; --quiet: #444; --line: #bbb; --link: #000; }
  body { padding: 0; font-size: 11pt; }
}
`

/** What stands for a player, and links, whose address is shown when the pointer rests on them. */
export const STAND_IN_STYLE = `
.galley-player {
  display: grid; place-content: center; aspect-ratio: 16 / 9; margin: 0; padding: 16px; border-radius: 6px;
  background: #23211d; color: #f5f2ea; font: 500 .875rem/1.4 system-ui, sans-serif; text-align: center;
}
.galley-player.sound { aspect-ratio: auto; min-height: 152px; }
.galley-player.post { aspect-ratio: auto; min-height: 300px; }
a[title] { cursor: default; text-decoration-line: underline; }
@media print { .galley-player { display: none; } }
`

/** The margins of a sheet of paper: those of `styles/print.css`. */
export const PAPER_STYLE = `
html { background: #fff; }
body { padding: 18mm 16mm !important; }
`
