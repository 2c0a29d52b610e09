/**
 * The style a page carries. It names fonts and fetches none; every colour is a custom property, once for paper and
 * once for the dark. Dialogue is set as in a play: speakers in a column of their own, a rule, the words.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --ink: #201e1a; --ink-2: #5f5a51; --ink-3: #716b61; --line: #e6e2d9; --wash: #f5f3ee;
  --pencil: #2856c8; --plate: #23211d; --plate-ink: #fff;
  --voice-1: #2856c8; --voice-2: #b2432f; --voice-3: #2f7d4f; --voice-4: #7a4bb3;
  --voice-5: #8a5f00; --voice-6: #0f7180; --voice-7: #a8326e; --voice-8: #5b6470;
  --serif: Newsreader, Georgia, "Noto Serif KR", "Noto Serif CJK KR", "Noto Serif", serif;
  --sans: Inter, system-ui, "Noto Sans KR", "Noto Sans CJK KR", "Noto Sans", sans-serif;
  --column: 138px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191815; --ink: #ece9e1; --ink-2: #b2aca0; --ink-3: #9b9488; --line: #35322c; --wash: #22211d;
    --pencil: #8fb0ff; --plate: #000; --plate-ink: #f5f2ea;
    --voice-1: #8fb0ff; --voice-2: #f0937f; --voice-3: #7cc79a; --voice-4: #c3a1f2;
    --voice-5: #e0b252; --voice-6: #6cc5cf; --voice-7: #f08fbf; --voice-8: #b3bcc8;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; padding: clamp(28px, 7vw, 88px) clamp(20px, 5vw, 40px) 96px; background: var(--paper); color: var(--ink);
  font: 400 1.1875rem/1.62 var(--serif); font-optical-sizing: auto; letter-spacing: .001em;
  overflow-wrap: break-word; -webkit-font-smoothing: antialiased;
}
article { max-width: 660px; margin: 0 auto; }
:lang(ko) { word-break: keep-all; }
article > * { margin-block: 0 1.15em; }
h1, h2, h3, h4, p, li, figcaption { text-wrap: pretty; unicode-bidi: plaintext; text-align: start; }
h1, h2, h3, h4 { font-weight: 560; letter-spacing: -.012em; line-height: 1.2; }
h1 { margin: 0; font-size: clamp(2rem, 1.3rem + 3vw, 2.625rem); line-height: 1.1; letter-spacing: -.018em; }
h2 { margin-block: 1.6em .5em; font-size: 1.625rem; }
h3 { margin-block: 1.5em .4em; font-size: 1.3125rem; }
h4 { margin-block: 1.4em .3em; font-size: 1.1875rem; }
header { margin-block-end: 26px; padding-block-end: 18px; border-block-end: 1px solid var(--line); }
.standfirst { margin: 14px 0 0; color: var(--ink-2); font-size: 1.34rem; line-height: 1.4; font-style: italic; }
.byline { margin: 12px 0 0; color: var(--ink-2); font: 500 .8125rem/1.5 var(--sans); }
.standfirst:is(:lang(ko), :lang(ja), :lang(zh)) { font-style: normal; }
a { color: var(--pencil); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
a:focus-visible { outline: 2px solid var(--pencil); outline-offset: 2px; border-radius: 2px; }
ul, ol { padding-inline-start: 1.4em; }
li { margin-block: .3em; }
li > p { margin-block: 0 .5em; }
blockquote {
  margin-inline: 0; padding-inline-start: 20px; border-inline-start: 2px solid var(--line); color: var(--ink-2);
}
blockquote p, blockquote ul, blockquote ol { margin-block: 0 .6em; }
li > :is(ul, ol) { margin-block: 0; }
blockquote > :last-child { margin-block-end: 0; }
hr { width: 96px; margin: 2.2em auto; border: 0; border-block-start: 1px solid var(--ink-3); }
code {
  font: .84em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace;
  background: var(--wash); border-radius: 4px; padding: .1em .3em;
}
pre { padding: 16px 18px; background: var(--wash); border-radius: 6px; overflow-x: auto; tab-size: 4; }
pre code { padding: 0; background: none; }
figure { margin: 30px 0 28px; }
img { display: block; max-width: 100%; height: auto; margin-inline: auto; border-radius: 4px; }
figcaption { display: flow-root; padding-block-start: 9px; color: var(--ink-2); font: 400 .8125rem/1.5 var(--sans); }
.credit { float: inline-end; margin-inline-start: 20px; color: var(--ink-3); font-weight: 550; letter-spacing: .02em; }
.waiting figcaption { border-block-start: 1px solid var(--line); }
.embed figcaption { padding: 12px 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--wash); }
.embed iframe + figcaption { padding: 9px 0 0; border: 0; background: none; }
.embed a { color: inherit; font-weight: 550; }
iframe { display: block; width: 100%; height: 620px; border: 0; border-radius: 6px; background: var(--wash); }
iframe.film { height: auto; aspect-ratio: 16 / 9; }
iframe.sound { height: 232px; }
.dialogue { margin-block: 26px 28px; }
.dialogue p {
  --voice: var(--ink-2); display: flow-root; margin: 0 0 10px calc(var(--column) + 18px);
  padding-inline-start: 16px; border-inline-start: 2px solid color-mix(in srgb, var(--voice) 45%, transparent); line-height: 1.5;
}
.voice-1.voice-1 { --voice: var(--voice-1); } .voice-2.voice-2 { --voice: var(--voice-2); }
.voice-3.voice-3 { --voice: var(--voice-3); } .voice-4.voice-4 { --voice: var(--voice-4); }
.voice-5.voice-5 { --voice: var(--voice-5); } .voice-6.voice-6 { --voice: var(--voice-6); }
.voice-7.voice-7 { --voice: var(--voice-7); } .voice-8.voice-8 { --voice: var(--voice-8); }
.speaker {
  float: inline-start; width: var(--column); margin-inline: calc(-36px - var(--column)) 36px; padding-block-start: .5em;
  color: var(--voice); text-align: end; text-transform: uppercase; font: 600 .75rem/1.3 var(--sans); letter-spacing: .045em;
}
.speaker:is(:lang(ko), :lang(ja), :lang(zh)) { font-size: .8125rem; letter-spacing: 0; }
.colon { font-size: 0; }
.addressee, .parenthetical {
  display: block; margin-block-start: 2px; color: var(--ink-3); text-transform: none;
  font: italic 400 .875rem/1.25 var(--serif); letter-spacing: 0;
}
:is(.addressee, .parenthetical):is(:lang(ko), :lang(ja), :lang(zh)) { font-style: normal; }
.caption {
  width: fit-content; max-width: 100%; margin: 26px auto 28px; text-align: center; padding: 7px 16px; border-radius: 5px;
  background: var(--plate); color: var(--plate-ink); font: 500 .96875rem/1.45 var(--sans);
}
.caption a { color: inherit; }
.source {
  margin-block-start: 34px; padding-block-start: 12px; border-block-start: 1px solid var(--line);
  color: var(--ink-2); font: 400 .84375rem/1.5 var(--sans);
}
.source .label {
  margin-inline-end: 8px; color: var(--ink-3); font: 600 .6875rem/1 var(--sans);
  letter-spacing: .08em; text-transform: uppercase;
}
.source cite { font-style: normal; }
@media (max-width: 560px) {
  body { font-size: 1.125rem; }
  .dialogue p { margin-inline-start: 0; padding-inline-start: 14px; margin-block-end: 16px; }
  .speaker { float: none; display: block; width: auto; margin: 0 0 2px; padding: 0; text-align: start; }
  .addressee, .parenthetical { display: inline; }
  .credit { float: none; display: block; margin: 2px 0 0; }
}
@media print {
  :root {
    --paper: #fff; --ink: #000; --ink-2: #333; --ink-3: #555; --line: #bbb; --wash: #fff; --pencil: #000;
    --plate: #fff; --plate-ink: #000; --voice-1: #000; --voice-2: #000; --voice-3: #000; --voice-4: #000;
    --voice-5: #000; --voice-6: #000; --voice-7: #000; --voice-8: #000;
  }
  body { padding: 0; font-size: 11pt; }
  .caption { border: 1px solid #000; }
  iframe { display: none; }
  figure, .dialogue p, .caption { break-inside: avoid; }
  h1, h2, h3, h4 { break-after: avoid; }
  a { text-decoration: none; }
}
`

/** SHA-256 of {@link STYLE}, in base64: the page's policy lets this style in and no other. A test holds the two equal. */
export const STYLE_HASH = 'dg0wIbcmLlGTRSXNCGNftwbULarO3EUuqkbie+yPq0E='
