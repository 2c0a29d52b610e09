/** The sizes of section headings in an exported page. */
export const style = `
h2 { margin-block: 1.6em .5em; font-size: 1.625rem; }
h3 { margin-block: 1.5em .4em; font-size: 1.3125rem; }
h4 { margin-block: 1.4em .3em; font-size: 1.1875rem; }
`
