/** Lists in an exported page; a nested list stands closer than one of its own. */
export const style = `
ul, ol { padding-inline-start: 1.4em; }
li { margin-block: .3em; }
li > p { margin-block: 0 .5em; }
li > :is(ul, ol) { margin-block: 0; }
`
