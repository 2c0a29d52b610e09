/**
 * Dialogue in an exported page, set as in a play: speakers in a column of their own, a rule, the words. On a narrow screen the
 * speaker stands above the words. Classes doubled (`.voice-1.voice-1`) win over `.dialogue p`, which has a default colour.
 */
export const style = `
.dialogue { --column: 138px; margin-block: 26px 28px; }
.dialogue p {
  --voice: var(--ink-2); display: flow-root; margin-block: 0 10px; margin-inline: calc(var(--column) + 18px) 0;
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
@media (max-width: 560px) {
  .dialogue p { margin-inline-start: 0; padding-inline-start: 14px; margin-block-end: 16px; }
  .speaker { float: none; display: block; width: auto; margin: 0 0 2px; padding: 0; text-align: start; }
  .addressee, .parenthetical { display: inline; }
}
@media print {
  .dialogue p { break-inside: avoid; }
}
`
