/** Lists in an exported page; a nested list stands closer than one of its own. */
export const style = `
ul, ol { padding-inline-start: 1.4em; }
li { margin-block: .3em; }
li > p { margin-block: 0 .5em; }
li > :is(ul, ol) { margin-block: 0; }
`

/** Tasks in an exported page: the box stands where the bullet would. */
export const taskStyle = `
li.task { list-style: none; margin-inline-start: -1.4em; }
li.task input { inline-size: 1em; block-size: 1em; margin: 0 .4em 0 0; vertical-align: -.1em; }
`
