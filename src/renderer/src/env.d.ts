declare module '*.css'

/** A text file as Vite reads it. */
declare module '*.md?raw' {
  const text: string
  export default text
}

/** For tools that do not read single-file components; vue-tsc takes their real types. */
declare module '*.vue' {
  import type { Component } from 'vue'

  const component: Component
  export default component
}
